"""p_i ≤ 1."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.at-most-one",
    title="A softmax is at most one",
    model="softmax-capitals",
    as_printed=r"\frac{e^{\mathrm{Zi}}}{\sum_{i=1}^k e^{\mathrm{Zk}}} \text{ can never be greater than } 1",
    as_meant=r"\frac{e^{\mathrm{Zi}}}{\sum_{j=1}^k e^{\mathrm{Zj}}} \text{ can never be greater than } 1",
    notation={"k": "n", r"\mathrm{Zk}": "Z_n", r"\text{ can never be greater than }": r"\le"},
    source="grad-problems",
    place="Problem 3(a)",
    line=71,
    part_of="softmax.range",
    remarks=("With the printed denominator, whose index is wrong, the quotient can exceed 1.",),
)
