"""ζ′ = σ."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softplus.derivative",
    title="The derivative of softplus",
    model="softplus",
    words=("sigma",),
    as_printed=r"\frac{d}{dx} \zeta(x) = \sigma(x)",
    notation={r"\zeta": r"\operatorname{softplus}"},
    source="dlbook",
    place="§3.10, eq. (3.37)",
)
