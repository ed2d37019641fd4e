"""The gradient is a convolution with the flipped kernels."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-matrix.as-convolution",
    title="The gradient is a convolution with the flipped kernels",
    model="conv-matrix",
    as_printed=r"\text{it is possible to view the gradient computation as a convolution operation}",
    source="csce636-a2",
    place="5)",
    line=174,
    notation={
        r"\text{it is possible to view the gradient computation as a convolution operation}": r"\begin{bmatrix} w_{113} 0 + w_{112} 0 + w_{111} g_{11} + w_{123} 0 + w_{122} 0 + w_{121} g_{21} \\ w_{113} 0 + w_{112} g_{11} + w_{111} g_{12} + w_{123} 0 + w_{122} g_{21} + w_{121} g_{22} \\ w_{113} g_{11} + w_{112} g_{12} + w_{111} 0 + w_{123} g_{21} + w_{122} g_{22} + w_{121} 0 \\ w_{113} g_{12} + w_{112} 0 + w_{111} 0 + w_{123} g_{22} + w_{122} 0 + w_{121} 0 \\ w_{213} 0 + w_{212} 0 + w_{211} g_{11} + w_{223} 0 + w_{222} 0 + w_{221} g_{21} \\ w_{213} 0 + w_{212} g_{11} + w_{211} g_{12} + w_{223} 0 + w_{222} g_{21} + w_{221} g_{22} \\ w_{213} g_{11} + w_{212} g_{12} + w_{211} 0 + w_{223} g_{21} + w_{222} g_{22} + w_{221} 0 \\ w_{213} g_{12} + w_{212} 0 + w_{211} 0 + w_{223} g_{22} + w_{222} 0 + w_{221} 0 \end{bmatrix} = \begin{bmatrix} \frac{\partial L}{\partial x_{11}} \\ \frac{\partial L}{\partial x_{12}} \\ \frac{\partial L}{\partial x_{13}} \\ \frac{\partial L}{\partial x_{14}} \\ \frac{\partial L}{\partial x_{21}} \\ \frac{\partial L}{\partial x_{22}} \\ \frac{\partial L}{\partial x_{23}} \\ \frac{\partial L}{\partial x_{24}} \end{bmatrix}",
    },
    remarks=(
        "Channel i of the result is the sum over j of the windows of the padded gradient of y_j, weighted by the filter from i to j read backwards.",
    ),
)
