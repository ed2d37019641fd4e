"""Exponential linear unit."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="elu",
    parameters="x, a",
    latex=r"\operatorname{ELU}",
    title="exponential linear unit",
    definition=r"\begin{cases} x, & x > 0 \\ a (e^x - 1), & x \le 0 \end{cases}",
    derivative=(
        r"\begin{cases} 1, & x > 0 \\ a e^x, & x < 0 \end{cases}",
        r"\begin{cases} 0, & x > 0 \\ e^x - 1, & x \le 0 \end{cases}",
    ),
    smooth=("x != 0",),
)
