"""The third signal, from the printed digits."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-digits.s-3",
    title="The third signal, from the printed digits",
    model="tanh-digits",
    as_printed=r"(W^{(3)})^T x^{(2)} = \begin{bmatrix} -0.8 \end{bmatrix}",
    source="csce636-a2",
    place="2)",
    line=43,
    part_of="tanh-network.s-3",
)
