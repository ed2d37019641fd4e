"""The third signal."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-network.s-3",
    title="The third signal",
    model="tanh-network",
    as_printed=r"S^{(3)}: (W^{(3)})^T x^{(2)} = \begin{bmatrix} -0.8 \end{bmatrix}",
    source="csce636-a2",
    place="2)",
    line=43,
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
