"""1 − σ(x) = σ(−x)."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="sigmoid.reflection",
    title="The sigmoid reflected",
    model="sigmoid",
    letters={"x": "real"},
    as_printed=r"1 - \sigma(x) = \sigma(-x)",
    source="dlbook",
    place="§3.10, eq. (3.35)",
)
