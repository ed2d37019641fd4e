"""softmax(z + c) = softmax(z)."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.shift-invariance",
    title="Softmax does not change under a shift",
    model="softmax",
    as_printed=r"""\sigma(z_i + c) = \frac{e^{z_i + c}}{\sum_j e^{z_j + c}}
= \frac{e^c e^{z_i}}{e^c \sum_j e^{z_j}}
= \frac{e^{z_i}}{\sum_j e^{z_j}} = \sigma(z_i)""",
    notation={r"\sigma": r"\operatorname{softmax}"},
    source="cse676-a1",
    place="Part V.I, Task 6",
    line=119,
    remarks=("The document writes σ for softmax.",),
)
