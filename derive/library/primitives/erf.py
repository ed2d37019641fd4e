"""Error function."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="erf",
    parameters="x",
    latex=r"\operatorname{erf}",
    title="error function",
    derivative=("2/sqrt(pi)*exp(-x^2)",),
    range=("-1 < value", "value < 1"),
    numpy="np.vectorize(math.erf, otypes=[float])",
    torch="torch.erf",
)
