"""∂L/∂P_i = −Y_i/P_i."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="cross-entropy.loss-by-probability",
    title="The cross-entropy by a probability",
    model="cross-entropy-capitals",
    as_printed=r"\frac{\partial L}{\partial Pi} = -\frac{Yi}{Pi}",
    source="grad-problems",
    place="Problem 3(c), second display",
    line=108,
    part_of="cross-entropy.gradient",
)
