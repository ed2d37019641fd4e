"""tanh a = 2σ(2a) − 1."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh.sigmoid-relation",
    title="Tanh is a scaled and shifted sigmoid",
    model="tanh",
    letters={"a": "real"},
    as_printed=r"\tanh(a) = 2\sigma(2a) - 1",
    source="prml",
    place="Exercise 3.1, eq. (3.100)",
)
