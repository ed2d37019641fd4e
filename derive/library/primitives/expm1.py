"""Exp(x) − 1."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="expm1",
    parameters="x",
    latex=r"\operatorname{expm1}",
    title="exp(x) − 1",
    definition="exp(x) - 1",
    derivative=("exp(x)",),
    range=("-1 < value",),
    numpy="np.expm1",
    torch="torch.expm1",
)
