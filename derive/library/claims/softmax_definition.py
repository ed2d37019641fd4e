"""e^{Z_i}/Σ_i e^{Z_k}: the sum's index is not the one summed over."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.definition",
    title="Softmax as the document defines it",
    model="softmax-capitals",
    as_printed=r"Softmax(Z_i) = \frac{e^{Z_i}}{\sum_{i=1}^k e^{Z_k}}",
    as_meant=r"Softmax(Z_i) = \frac{e^{Z_i}}{\sum_{j=1}^k e^{Z_j}}",
    notation={"k": "n"},
    source="grad-problems",
    place="Problem 3(a)",
    line=59,
    part_of="softmax.jacobian",
    remarks=(
        "The bound index is i, but the summand carries k: as printed every term of the sum is the same.",
    ),
)
