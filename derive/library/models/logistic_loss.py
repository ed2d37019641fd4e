"""ℓ(m) = log(1 + e^{−m})."""

from derive.records.entries import Model

ENTRY = Model(
    id="logistic-loss",
    title="The logistic loss of a margin",
    letters={"m": "real: the margin y f(x), y being 1 or −1"},
    equations=(r"\ell = \log(1 + e^{-m})",),
    about="The loss of logistic regression for labels 1 and −1.",
)
