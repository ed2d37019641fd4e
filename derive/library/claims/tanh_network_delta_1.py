"""The first sensitivities."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-network.delta-1",
    title="The first sensitivities",
    model="tanh-network",
    as_printed=r"s^{(1)} = \begin{bmatrix} -0.87 \\ 1.76 \end{bmatrix}",
    source="csce636-a2",
    place="2)",
    line=69,
    as_meant=r"s^{(1)} = \begin{bmatrix} -0.86 \\ 1.70 \end{bmatrix}",
    notation={
        "S^{(3)}": r"\delta^{(3)}",
        "S^{(2)}": r"\delta^{(2)}",
        "s^{(1)}": r"\delta^{(1)}",
        "s^{(2)}": r"\delta^{(2)}",
        "s^{(3)}": r"\delta^{(3)}",
    },
    remarks=("The network is run exactly, and rounded at the end.",),
)
