"""The chain rule over the four outputs."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-matrix.gradient-chain",
    title="The chain rule over the four outputs",
    model="conv-matrix",
    as_printed=r"\frac{\partial L}{\partial x_{11}} = \frac{\partial L}{\partial y_{11}} \cdot \frac{\partial y_{11}}{\partial x_{11}} + \frac{\partial L}{\partial y_{12}} \cdot \frac{\partial y_{12}}{\partial x_{11}} + \frac{\partial L}{\partial y_{21}} \cdot \frac{\partial y_{21}}{\partial x_{11}} + \frac{\partial L}{\partial y_{22}} \cdot \frac{\partial y_{22}}{\partial x_{11}} = \begin{bmatrix} \frac{\partial y_{11}}{\partial x_{11}} & \frac{\partial y_{12}}{\partial x_{11}} & \frac{\partial y_{21}}{\partial x_{11}} & \frac{\partial y_{22}}{\partial x_{11}} \end{bmatrix} \begin{bmatrix} \frac{\partial L}{\partial y_{11}} \\ \frac{\partial L}{\partial y_{12}} \\ \frac{\partial L}{\partial y_{21}} \\ \frac{\partial L}{\partial y_{22}} \end{bmatrix}",
    source="csce636-a2",
    place="5)",
    line=164,
    notation={
        r"\frac{\partial L}{\partial y_{11}}": "g_{11}",
        r"\frac{\partial L}{\partial y_{12}}": "g_{12}",
        r"\frac{\partial L}{\partial y_{21}}": "g_{21}",
        r"\frac{\partial L}{\partial y_{22}}": "g_{22}",
    },
    part_of="conv-matrix.gradient",
)
