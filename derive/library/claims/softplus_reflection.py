"""ζ(x) − ζ(−x) = x."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softplus.reflection",
    title="Softplus reflected",
    model="softplus",
    as_printed=r"\zeta(x) - \zeta(-x) = x",
    notation={r"\zeta": r"\operatorname{softplus}"},
    source="dlbook",
    place="§3.10, eq. (3.41)",
)
