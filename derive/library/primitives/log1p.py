"""Log(1 + x)."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="log1p",
    parameters="x",
    latex=r"\operatorname{log1p}",
    title="log(1 + x)",
    definition="log(1 + x)",
    derivative=("1/(1 + x)",),
    domain=("x > -1",),
    numpy="np.log1p",
    torch="torch.log1p",
)
