"""dL/dz = σ(z) − y."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="bce.gradient",
    title="The gradient of binary cross-entropy with logits",
    model="bce",
    words=("sigma", "y"),
    as_printed=r"\frac{\partial L}{\partial z} = \sigma(z) - y",
    source="murphy",
    place="§10.2.3",
)
