"""∂L/∂Z_i = P_i − Y_i for labels of which nothing is said."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="cross-entropy.gradient-any-labels",
    title="The gradient of cross-entropy, labels not said to sum to one",
    model="cross-entropy-capitals",
    lead=r"\frac{\partial L}{\partial Zi}",
    as_printed="= Pi - Yi",
    source="grad-problems",
    place="Problem 3(c), last line",
    line=130,
    part_of="cross-entropy.gradient",
    remarks=(
        "The condition is printed a line earlier, with the reason “softmax is probability distribution”; that is a reason for P, and Y is the label.",
    ),
)
