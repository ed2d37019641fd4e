"""The sensitivity of the output."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-network.output-sensitivity",
    title="The sensitivity of the output",
    model="tanh-network",
    as_printed=r"S^{(1)} = 2(x^{(1)} - y)\theta'(S^{(1)})",
    source="csce636-a2",
    place="2)",
    line=47,
    as_meant=r"\delta^{(3)} = 2(x^{(3)} - y)\theta'(S^{(3)})",
    notation={
        r"\theta'(S^{(1)})": r"\theta^{(1)}",
        r"\theta'(S^{(3)})": "1",
        "S^{(1)}": r"\delta^{(1)}",
        "2(x^{(1)} - y)": r"2(\tanh(S^{(1)}) - y) \odot",
    },
    remarks=(
        "Layer 3 is meant, where the output is linear. The letter S stands for the signal above and for the sensitivity here.",
    ),
)
