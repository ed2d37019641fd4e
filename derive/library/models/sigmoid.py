"""The logistic sigmoid."""

from derive.records.entries import Model

ENTRY = Model(
    id="sigmoid",
    title="The logistic sigmoid",
    letters={"z": "real: the pre-activation"},
    equations=(r"\sigma(z) = \frac{1}{1 + e^{-z}}",),
    about=r"The sigmoid maps a real number into the interval from 0 to 1, so that it can be read as a probability: it is the inverse of the log-odds \(\log \frac{p}{1-p}\).",
)
