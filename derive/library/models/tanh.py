"""The hyperbolic tangent."""

from derive.records.entries import Model

ENTRY = Model(
    id="tanh",
    title="The hyperbolic tangent",
    letters={"x": "real: the pre-activation"},
    equations=(r"\tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}",),
    about=r"The hyperbolic tangent maps a real number into the interval from −1 to 1. It is a sigmoid, stretched and moved so that 0 goes to 0, where its slope is 1; for large arguments of either sign it is flat.",
)
