"""The small network of 003, run exactly."""

from derive.records.entries import Model

ENTRY = Model(
    id="tanh-network",
    title="A network of two tanh layers and a linear output",
    letters={},
    equations=(
        r"W^{(1)} = \begin{bmatrix} 0.1 & 0.2 \\ 0.3 & 0.4 \end{bmatrix}",
        r"W^{(2)} = \begin{bmatrix} 0.2 \\ 1 \\ -3 \end{bmatrix}",
        r"W^{(3)} = \begin{bmatrix} 1 \\ 2 \end{bmatrix}",
        "y = 1",
        r"x^{(0)} = \begin{bmatrix} 1 \\ 2 \end{bmatrix}",
        "S^{(1)} = (W^{(1)})^T x^{(0)}",
        r"x^{(1)} = \begin{bmatrix} 1 \\ \tanh(S^{(1)}) \end{bmatrix}",
        "S^{(2)} = (W^{(2)})^T x^{(1)}",
        r"x^{(2)} = \begin{bmatrix} 1 \\ \tanh(S^{(2)}) \end{bmatrix}",
        "S^{(3)} = (W^{(3)})^T x^{(2)}",
        "x^{(3)} = S^{(3)}",
        r"\delta^{(3)} = 2 (x^{(3)} - y)",
        r"\theta^{(2)} = 1 - \tanh(S^{(2)}) \odot \tanh(S^{(2)})",
        r"\delta^{(2)} = \theta^{(2)} \odot (2 \delta^{(3)})",
        r"\theta^{(1)} = 1 - \tanh(S^{(1)}) \odot \tanh(S^{(1)})",
        r"\delta^{(1)} = \theta^{(1)} \odot (\begin{bmatrix} 1 \\ -3 \end{bmatrix} \delta^{(2)})",
        r"G^{(1)} = x^{(0)} (\delta^{(1)})^T",
        r"G^{(2)} = \delta^{(2)} x^{(1)}",
        r"G^{(3)} = \delta^{(3)} x^{(2)}",
    ),
    about="x = 2 and y = 1; each layer's input begins with the constant 1. θ is the slope of tanh, δ the sensitivity ∂e/∂S, G the gradient ∂e/∂W of e = (x − y)².",
)
