"""The first outputs."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-network.x-1",
    title="The first outputs",
    model="tanh-network",
    as_printed=r"x^{(1)}: \begin{bmatrix} 1 \\ 0.6 \\ 0.76 \end{bmatrix}",
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
