"""log σ(x) = −ζ(−x)."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softplus.log-sigmoid",
    title="The logarithm of the sigmoid",
    model="softplus",
    as_printed=r"\log \sigma(x) = -\zeta(-x)",
    notation={r"\zeta": r"\operatorname{softplus}"},
    source="dlbook",
    place="§3.10, eq. (3.36)",
)
