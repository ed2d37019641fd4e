"""The second slope, from the printed digits."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-digits.slope-2",
    title="The second slope, from the printed digits",
    model="tanh-digits",
    as_printed="1 - (0.9)^2 = 0.19",
    source="csce636-a2",
    place="2)",
    line=61,
    part_of="tanh-network.slope-2",
)
