"""The gradient of layer 1, from the printed digits."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-digits.grad-1",
    title="The gradient of layer 1, from the printed digits",
    model="tanh-digits",
    as_printed=r"\begin{bmatrix} 1 \\ 2 \end{bmatrix} \begin{bmatrix} -0.87 & 1.76 \end{bmatrix} = \begin{bmatrix} -0.87 & 1.76 \\ -1.74 & 3.52 \end{bmatrix}",
    source="csce636-a2",
    place="2)",
    line=79,
    part_of="tanh-network.grad-1",
)
