"""The Gaussian error linear unit."""

from derive.records.entries import Model

ENTRY = Model(
    id="gelu",
    title="The Gaussian error linear unit",
    letters={"x": "real: the pre-activation"},
    equations=(
        r"\operatorname{GELU}(x) = \frac{x}{2} \left(1 + \operatorname{erf}\left(\frac{x}{\sqrt{2}}\right)\right)",
    ),
    about="The identity, gated by the normal distribution function.",
)
