"""Softplus, a smooth rectifier."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="softplus",
    parameters="x",
    latex=r"\operatorname{softplus}",
    title="softplus, a smooth rectifier",
    definition="log(1 + exp(x))",
    derivative=("sigma(x)",),
    range=("0 < value",),
    latex_aliases=(r"\operatorname{Softplus}",),
    numpy="np.logaddexp(0, {0})",
    torch="torch.nn.functional.softplus",
)
