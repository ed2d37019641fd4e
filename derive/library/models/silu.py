"""The sigmoid linear unit (swish)."""

from derive.records.entries import Model

ENTRY = Model(
    id="silu",
    title="The sigmoid linear unit (swish)",
    letters={"x": "real: the pre-activation"},
    equations=(r"\operatorname{SiLU}(x) = x \sigma(x)",),
    about="The identity, gated by a sigmoid.",
)
