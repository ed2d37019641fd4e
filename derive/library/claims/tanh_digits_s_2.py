"""The second signal, from the printed digits."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-digits.s-2",
    title="The second signal, from the printed digits",
    model="tanh-digits",
    as_printed=r"(W^{(2)})^T x^{(1)} = \begin{bmatrix} -1.48 \end{bmatrix}",
    source="csce636-a2",
    place="2)",
    line=41,
    part_of="tanh-network.s-2",
)
