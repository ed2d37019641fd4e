"""Unit step: 1 for x > 0, 0 for x < 0, 1/2 at 0."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="heaviside",
    parameters="x",
    latex=r"\operatorname{H}",
    title="unit step: 1 for x > 0, 0 for x < 0, 1/2 at 0",
    derivative=("0",),
    smooth=("x != 0",),
    range=("0 <= value", "value <= 1"),
    latex_aliases=(r"\operatorname{heaviside}",),
    numpy="np.heaviside({0}, 0.5)",
    torch="(torch.sign({0}) + 1) / 2",
)
