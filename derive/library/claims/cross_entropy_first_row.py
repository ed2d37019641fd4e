"""The first row of the matrix product."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="cross-entropy.first-row",
    title="Cross-entropy: the first row",
    model="cross-entropy-capitals",
    lead=r"\frac{\partial L}{\partial Z1}",
    as_printed=r"= -Y1 + Y1.P1 + \sum_{i\neq 1}^{k} YiP1 = -Y1 + P1\sum_{i=1}^{k} Yi = -Y1 + P1",
    notation={"k": "n", "Z1": "Z_1", "Y1": "Y_1", "P1": "P_1", "YiP1": "Y_i P_1", ".": r"\cdot"},
    assume=(r"\sum_{i=1}^{n} Y_i = 1",),
    source="grad-problems",
    place="Problem 3(c), first row",
    line=124,
    part_of="cross-entropy.gradient",
)
