"""0 < p_i ≤ 1."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.range",
    title="A softmax lies between zero and one",
    model="softmax",
    as_printed=r"0 < p_i \le 1",
    source="grad-problems",
    place="Problem 3(a), in words",
    line=73,
    remarks=("The document says “always lying in between 0 and 1”. With one class the value is 1.",),
)
