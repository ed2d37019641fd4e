"""Cosine."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="cos",
    parameters="x",
    latex=r"\cos",
    title="cosine",
    derivative=("-sin(x)",),
    range=("-1 <= value", "value <= 1"),
    numpy="np.cos",
    torch="torch.cos",
)
