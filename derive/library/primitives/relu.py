"""Rectified linear unit."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="relu",
    parameters="x",
    latex=r"\operatorname{ReLU}",
    title="rectified linear unit",
    definition="max(x, 0)",
    derivative=(r"\begin{cases} 1, & x > 0 \\ 0, & x < 0 \end{cases}",),
    smooth=("x != 0",),
    range=("0 <= value",),
    latex_aliases=(r"\operatorname{relu}",),
    numpy="np.maximum({0}, 0)",
    torch="torch.relu",
)
