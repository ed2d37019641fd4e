"""The second sensitivity."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-network.delta-2",
    title="The second sensitivity",
    model="tanh-network",
    as_printed="s^{(2)} = -1.368",
    source="csce636-a2",
    place="2)",
    line=63,
    as_meant="s^{(2)} = -1.350",
    notation={
        "S^{(3)}": r"\delta^{(3)}",
        "S^{(2)}": r"\delta^{(2)}",
        "s^{(1)}": r"\delta^{(1)}",
        "s^{(2)}": r"\delta^{(2)}",
        "s^{(3)}": r"\delta^{(3)}",
    },
    remarks=("The rounded inputs spoil the third digit.",),
)
