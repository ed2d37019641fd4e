"""Σ_i p_i = 1."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.sum",
    title="The softmax sums to one",
    model="softmax",
    as_printed=r"\sum_{i=1}^{n} p_i = 1",
    source="grad-problems",
    place="Problem 3(a), in words",
    line=73,
    remarks=("The document says that the output “represents probability distribution”.",),
)
