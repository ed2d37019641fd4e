"""ℓ′(m) = −σ(−m)."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="logistic-loss.derivative",
    title="The derivative of the logistic loss",
    model="logistic-loss",
    words=("sigma",),
    as_printed=r"\frac{d \ell}{d m} = -\sigma(-m)",
    source="murphy",
    place="§10.2.7",
)
