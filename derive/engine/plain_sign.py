"""Signs that show in the form: exponentials and positive numbers, their sums, products and quotients."""

from __future__ import annotations

from collections.abc import Callable

from derive.expressions.build import ONE, TRUE, ZERO
from derive.expressions.expr import Expr, number_value, postorder


def plainly_signed(
    expr: Expr,
    strict: bool,
    positive: Callable[[Expr], bool] = lambda e: False,
    sums: Callable[[Expr], bool] = lambda e: False,
) -> bool:
    """Whether `expr` shows itself to be > 0 (`strict`) or ≥ 0 wherever it has a value.

    positive   the letters and entries that are known to be > 0
    sums       the sums that are: b − a where a < b is declared"""
    found: dict[Expr, tuple[bool, bool]] = {}  # (shows > 0, shows ≥ 0), from the leaves up
    for each in postorder(expr):
        known = (each.head in ("sym", "idx", "entry") and positive(each)) or sums(each)
        found[each] = (True, True) if known else _sign_here(each, [found[a] for a in each.args])
    return found[expr][0 if strict else 1]


def plainly_holds(relation: Expr, positive: Callable[[Expr], bool]) -> bool:
    """A comparison with zero that the form of its other side shows: Σ (x − m)²/N + ε > 0."""
    if relation.head in ("gt", "ge", "ne") and relation.args[1] is ZERO:
        return plainly_signed(relation.args[0], relation.head != "ge", positive)
    if relation.head in ("lt", "le") and relation.args[0] is ZERO:
        return plainly_signed(relation.args[1], relation.head == "lt", positive)
    return False


def _sign_here(expr: Expr, parts: list[tuple[bool, bool]]) -> tuple[bool, bool]:
    value = number_value(expr)
    if value is not None:
        return value > 0, value >= 0
    if expr.head == "exp":
        return True, True
    if expr.head in ("abs", "sqrt"):
        return expr.head == "sqrt" and parts[0][0], True
    if expr.head == "pow":
        exponent = number_value(expr.args[1])
        even = exponent is not None and (exponent.denominator % 2 == 0 or exponent % 2 == 0)
        return parts[0][0], parts[0][0] or even or (parts[0][1] and exponent is not None)
    if expr.head in ("mul", "div"):
        return all(p[0] for p in parts), all(p[1] for p in parts)
    if expr.head == "add":
        return any(p[0] for p in parts) and all(p[1] for p in parts), all(p[1] for p in parts)
    if expr.head == "sum":
        return parts[0][0] and _has_terms(expr), parts[0][1]
    return False, False


def _has_terms(expr: Expr) -> bool:
    """A Σ from 1 to a size, with no condition, has at least one term."""
    _, _, lo, hi, condition = expr.args
    return condition is TRUE and lo is ONE and hi.head == "sym"
