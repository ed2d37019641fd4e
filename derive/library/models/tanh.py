"""The hyperbolic tangent."""

from derive.records.entries import Model

ENTRY = Model(
    id="tanh",
    title="The hyperbolic tangent",
    letters={"x": "real: the pre-activation"},
    equations=(r"\tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}",),
    about="The hyperbolic tangent maps a real number into the interval from −1 to 1.",
)
