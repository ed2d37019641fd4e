"""Softplus."""

from derive.records.entries import Model

ENTRY = Model(
    id="softplus",
    title="Softplus",
    letters={"x": "real: the pre-activation"},
    equations=(r"\operatorname{softplus}(x) = \log(1 + e^x)",),
    about="A smooth version of the rectifier.",
)
