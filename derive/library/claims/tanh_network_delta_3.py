"""The third sensitivity."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-network.delta-3",
    title="The third sensitivity",
    model="tanh-network",
    as_printed="s^{(3)} = -3.6",
    source="csce636-a2",
    place="2)",
    line=51,
    notation={
        "S^{(3)}": r"\delta^{(3)}",
        "S^{(2)}": r"\delta^{(2)}",
        "s^{(1)}": r"\delta^{(1)}",
        "s^{(2)}": r"\delta^{(2)}",
        "s^{(3)}": r"\delta^{(3)}",
    },
)
