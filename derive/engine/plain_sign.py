"""Signs that show in the form: exponentials and positive numbers, their sums, products and quotients."""

from __future__ import annotations

from derive.expressions.build import ONE, TRUE
from derive.expressions.expr import Expr, number_value, postorder


def plainly_signed(expr: Expr, strict: bool) -> bool:
    """Whether `expr` shows itself to be > 0 (`strict`) or ≥ 0 wherever it has a value."""
    return _signs(expr)[0 if strict else 1]


def _signs(expr: Expr) -> tuple[bool, bool]:
    """(shows > 0, shows ≥ 0), from the leaves up."""
    found: dict[Expr, tuple[bool, bool]] = {}
    for each in postorder(expr):
        found[each] = _sign_here(each, [found[a] for a in each.args])
    return found[expr]


def _sign_here(expr: Expr, parts: list[tuple[bool, bool]]) -> tuple[bool, bool]:
    value = number_value(expr)
    if value is not None:
        return value > 0, value >= 0
    if expr.head == "exp":
        return True, True
    if expr.head == "abs":
        return False, True
    if expr.head == "pow":
        exponent = number_value(expr.args[1])
        even = exponent is not None and exponent.denominator == 1 and exponent % 2 == 0
        return parts[0][0], parts[0][0] or even
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
