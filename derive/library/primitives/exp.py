"""Exponential."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="exp",
    parameters="x",
    latex=r"\exp",
    title="exponential",
    derivative=("exp(x)",),
    range=("0 < value",),
    numpy="np.exp",
    torch="torch.exp",
)
