"""The leaky rectified linear unit."""

from derive.records.entries import Model

ENTRY = Model(
    id="leaky-relu",
    title="The leaky rectified linear unit",
    letters={"x": "real: the pre-activation", "a": "real: the parameter of the negative side"},
    equations=(r"\operatorname{LeakyReLU}(x, a) = \begin{cases} x, & x > 0 \\ a x, & x \le 0 \end{cases}",),
    about="The identity for positive inputs, damped for negative ones.",
)
