"""The scalar chain rule product, without its sum."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="cross-entropy.chain-rule",
    title="The chain rule for cross-entropy",
    model="cross-entropy-capitals",
    as_printed=r"\frac{\partial L}{\partial Z_i} = \frac{\partial Pi}{\partial Z_i} X \frac{\partial L}{\partial Pi}",
    as_meant=r"\frac{\partial L}{\partial Z_i} = \sum_{m=1}^{n} \frac{\partial P_m}{\partial Z_i} \cdot \frac{\partial L}{\partial P_m}",
    notation={"X": r"\cdot"},
    source="grad-problems",
    place="Problem 3(c), chain rule",
    line=114,
    part_of="cross-entropy.gradient",
    remarks=(
        r"Every \(P_m\) depends on \(Z_i\), so the products are to be summed; the matrix that follows does so.",
    ),
)
