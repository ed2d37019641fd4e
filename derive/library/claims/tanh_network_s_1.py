"""The first signals."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-network.s-1",
    title="The first signals",
    model="tanh-network",
    as_printed=r"S^{(1)}: (W^{(1)})^T x^{(0)} = \begin{bmatrix} 0.7 \\ 1 \end{bmatrix}",
    source="csce636-a2",
    place="2)",
    line=39,
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
