"""Softplus."""

from derive.records.entries import Model

ENTRY = Model(
    id="softplus",
    title="Softplus",
    letters={"x": "real: the pre-activation"},
    equations=(r"\operatorname{softplus}(x) = \log(1 + e^x)",),
    about=r"A smooth version of the rectifier: it is close to \(x\) for large \(x\) and close to 0 for very negative \(x\).",
)
