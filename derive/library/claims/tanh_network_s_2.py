"""The second signal."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-network.s-2",
    title="The second signal",
    model="tanh-network",
    as_printed=r"S^{(2)}: (W^{(2)})^T x^{(1)} = \begin{bmatrix} -1.48 \end{bmatrix}",
    source="csce636-a2",
    place="2)",
    line=41,
    notation={
        "x^{(0)}:": "x^{(0)} =",
        "x^{(1)}:": "x^{(1)} =",
        "x^{(2)}:": "x^{(2)} =",
        "x^{(3)}:": "x^{(3)} =",
        "S^{(0)}:": "S^{(0)} =",
        "S^{(1)}:": "S^{(1)} =",
        "S^{(2)}:": "S^{(2)} =",
        "S^{(3)}:": "S^{(3)} =",
    },
)
