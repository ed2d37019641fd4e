"""The small network of 003, with the digits it prints."""

from derive.records.entries import Model

ENTRY = Model(
    id="tanh-digits",
    title="The same network, run with the printed digits",
    letters={},
    equations=(
        r"W^{(2)} = \begin{bmatrix} 0.2 \\ 1 \\ -3 \end{bmatrix}",
        r"W^{(3)} = \begin{bmatrix} 1 \\ 2 \end{bmatrix}",
        "y = 1",
        r"x^{(0)} = \begin{bmatrix} 1 \\ 2 \end{bmatrix}",
        r"x^{(1)} = \begin{bmatrix} 1 \\ 0.6 \\ 0.76 \end{bmatrix}",
        r"x^{(2)} = \begin{bmatrix} 1 \\ -0.9 \end{bmatrix}",
        "x^{(3)} = -0.8",
        "s^{(3)} = -3.6",
        "s^{(2)} = -1.368",
        r"s^{(1)} = \begin{bmatrix} -0.87 \\ 1.76 \end{bmatrix}",
    ),
    about="Each number is computed from the numbers printed before it.",
)
