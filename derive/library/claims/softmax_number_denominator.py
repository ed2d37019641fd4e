"""2.718 + 33.1545 + 5.76 + 0.001, printed."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.number-denominator",
    title="The printed sum of the denominator",
    model="softmax",
    as_printed="2.718 + 33.1545 + 5.76 + 0.001 = 41.639",
    as_meant="2.718 + 33.1545 + 5.76 + 0.007 = 41.640",
    source="grad-problems",
    place="Problem 3(a)",
    line=67,
    part_of="softmax.range",
    remarks=("The last term is 0.007 two lines above.",),
)
