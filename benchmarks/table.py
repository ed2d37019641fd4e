"""The function table the benchmarks read the cases with."""

from __future__ import annotations

from derive.expressions import build as b
from derive.expressions.sympy_names import FUNCTIONS
from derive.notation.functions import Function, FunctionTable

X = b.sym("x")
DEFINED = {
    "sigma": b.div(b.ONE, b.add(b.ONE, b.exp(b.neg(X)))),
    "softplus": b.log(b.add(b.ONE, b.exp(X))),
    "log1p": b.log(b.add(b.ONE, X)),
    "log2": b.div(b.log(X), b.log(b.TWO)),
    "log10": b.div(b.log(X), b.log(b.num(10))),
}
ALIASES = {"sigma": ("sigmoid",)}


def stub_table() -> FunctionTable:
    """Names without derivatives: enough to read the rows while there is no library."""
    names = [*FUNCTIONS, "sqrt", "max", "min", "heaviside", *DEFINED]
    return FunctionTable(
        {n: Function(n, (X,), n, definition=DEFINED.get(n), aliases=ALIASES.get(n, ())) for n in names}
    )


def library_table() -> FunctionTable:
    """The library's table."""
    return stub_table()
