"""The exponential linear unit."""

from derive.records.entries import Model

ENTRY = Model(
    id="elu",
    title="The exponential linear unit",
    letters={"x": "real: the pre-activation", "a": "real: the parameter of the negative side"},
    equations=(r"\operatorname{ELU}(x, a) = \begin{cases} x, & x > 0 \\ a (e^x - 1), & x \le 0 \end{cases}",),
    about="The identity for positive inputs, damped for negative ones.",
)
