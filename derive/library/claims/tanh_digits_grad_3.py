"""The gradient of layer 3, from the printed digits."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-digits.grad-3",
    title="The gradient of layer 3, from the printed digits",
    model="tanh-digits",
    as_printed=r"\begin{bmatrix} 1 \\ -0.9 \end{bmatrix} \begin{bmatrix} -3.6 \end{bmatrix} = \begin{bmatrix} -3.6 \\ 3.24 \end{bmatrix}",
    source="csce636-a2",
    place="2)",
    line=83,
    part_of="tanh-network.grad-3",
    notation={r"\begin{bmatrix} -3.6 \end{bmatrix}": "(-3.6)"},
)
