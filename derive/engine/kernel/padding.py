"""Array expressions of which a smaller size is the greater one with zeros around every letter."""

from __future__ import annotations

from derive.engine.kernel.array_heads import SLOPES
from derive.engine.kernel.tables import Tables
from derive.expressions.expr import Expr, number_value, postorder


def pads(tables: Tables, *trees: Expr) -> bool:
    """Whether a smaller size is the greater one with zeros put around every letter.

    Then sums, products and transposes are block diagonal. `padded` are those whose other block is 0: only of
    them may a trace or a sum of entries be taken. No size may stand as a number.
    """
    kept: dict[Expr, bool] = {}
    padded: dict[Expr, bool] = {}
    for e in postorder(*trees):
        number = e.head not in ("row", "tuple") and not tables.shape(e)
        kept[e], padded[e] = _kept(tables, e, kept, padded, number)
    return all(kept[tree] for tree in trees)


def _kept(
    tables: Tables, e: Expr, kept: dict[Expr, bool], padded: dict[Expr, bool], number: bool
) -> tuple[bool, bool]:
    inside = all(kept[a] for a in e.args)
    zero = [padded[a] for a in e.args]
    if e.head in ("num", "sym", "zeros"):
        return tables.context.role(str(e.value)) != "size", not number or e.head == "zeros"
    if e.head == "identity":
        return True, False
    if e.head == "add":
        return inside and len({bool(tables.shape(a)) for a in e.args}) == 1, all(zero)
    if e.head == "div" and tables.shape(e.args[1]):
        return False, False
    if e.head in ("mul", "matmul", "hadamard", "outer", "neg", "transpose", "div"):
        arrays = [padded[a] for a in e.args if tables.shape(a)]
        fine = e.head not in ("hadamard", "mul") or len(arrays) < 2 or any(arrays)
        return inside and fine, not number and any(arrays)
    if e.head in ("trace", "total", "dot", "norm", "frobenius", "diag", "kron"):
        arrays = [padded[a] for a in e.args if tables.shape(a)]
        return inside and all(arrays), not number
    if e.head == "inverse":
        return inside, True
    if e.head == "pow":
        return inside and number and number_value(e.args[1]) is not None, False
    return inside and number and e.head in SLOPES, False
