"""Remainder a − b⌊a/b⌋."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="mod",
    parameters="a, b",
    latex=r"\operatorname{mod}",
    title="remainder a − b⌊a/b⌋",
    derivative=("1", "-floor(a/b)"),
    domain=("b != 0",),
    smooth=("a/b != floor(a/b)",),
    numpy="np.mod",
    torch="torch.remainder",
)
