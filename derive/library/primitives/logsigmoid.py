"""Logarithm of the sigmoid."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="logsigmoid",
    parameters="x",
    latex=r"\operatorname{logsigmoid}",
    title="logarithm of the sigmoid",
    definition="log(sigma(x))",
    derivative=("1 - sigma(x)",),
    range=("value < 0",),
    latex_aliases=(r"\operatorname{LogSigmoid}",),
    numpy="-np.logaddexp(0, -{0})",
    torch="torch.nn.functional.logsigmoid",
)
