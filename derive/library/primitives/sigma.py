"""Logistic sigmoid."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="sigma",
    parameters="x",
    latex=r"\sigma",
    title="logistic sigmoid",
    definition="1/(1 + exp(-x))",
    derivative=("sigma(x)*(1 - sigma(x))",),
    range=("0 < value", "value < 1"),
    aliases=("sigmoid", "logistic"),
    latex_aliases=(r"\operatorname{sigmoid}",),
    numpy="np.exp(-np.logaddexp(0, -{0}))",
    torch="torch.sigmoid",
)
