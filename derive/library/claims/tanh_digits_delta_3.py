"""The third sensitivity, from the printed digits."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-digits.delta-3",
    title="The third sensitivity, from the printed digits",
    model="tanh-digits",
    as_printed="2(x^{(3)} - y) = 2(-0.8 - 1) = -3.6",
    source="csce636-a2",
    place="2)",
    line=51,
    part_of="tanh-network.delta-3",
)
