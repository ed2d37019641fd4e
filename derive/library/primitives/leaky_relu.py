"""Leaky rectified linear unit of slope a."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="leaky_relu",
    parameters="x, a",
    latex=r"\operatorname{LeakyReLU}",
    title="leaky rectified linear unit of slope a",
    definition=r"\begin{cases} x, & x > 0 \\ a x, & x \le 0 \end{cases}",
    derivative=(r"\begin{cases} 1, & x > 0 \\ a, & x < 0 \end{cases}", "min(x, 0)"),
    smooth=("x != 0",),
    aliases=("leakyrelu",),
)
