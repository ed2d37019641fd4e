"""Whether a place lies within an array: linear forms in indices and sizes, and what a bracket adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from derive.expressions.expr import Expr, Index, number_value

Linear = dict[object, Fraction]
Ranges = Mapping[Index, tuple[Expr, Expr]]


def linear(expr: Expr) -> Linear | None:
    """Coefficients by index (Index) and letter (name), the constant under 1; None when it is not linear."""
    value = number_value(expr)
    if value is not None:
        return {1: value}
    if expr.head in ("idx", "sym"):
        return {expr.value: Fraction(1)}
    if expr.head == "neg":
        return scaled(linear(expr.args[0]), Fraction(-1))
    if expr.head == "add":
        found: Linear | None = {}
        for arg in expr.args:
            found = plus(found, linear(arg))
        return found
    if expr.head == "mul" and len(expr.args) == 2:
        left, right = (number_value(a) for a in expr.args)
        if left is not None:
            return scaled(linear(expr.args[1]), left)
        if right is not None:
            return scaled(linear(expr.args[0]), right)
    return None


def scaled(form: Linear | None, factor: Fraction) -> Linear | None:
    return None if form is None else {key: factor * value for key, value in form.items()}


def plus(a: Linear | None, b: Linear | None) -> Linear | None:
    if a is None or b is None:
        return None
    found = dict(a)
    for key, value in b.items():
        found[key] = found.get(key, Fraction(0)) + value
    return {key: value for key, value in found.items() if value}


def minus(a: Linear | None, b: Linear | None) -> Linear | None:
    return plus(a, scaled(b, Fraction(-1)))


def facts_of(condition: Expr) -> list[Linear]:
    """Linear forms that are at least 0 where the condition on whole numbers holds."""
    if condition.head == "and":
        return [fact for part in condition.args for fact in facts_of(part)]
    if condition.head not in ("le", "lt", "ge", "gt", "eq"):
        return []
    left, right = condition.args
    gap = minus(linear(right), linear(left))
    if condition.head in ("ge", "gt"):
        gap = scaled(gap, Fraction(-1))
    if condition.head in ("lt", "gt"):
        gap = plus(gap, {1: Fraction(-1)})
    if gap is None:
        return []
    return [gap, {k: -v for k, v in gap.items()}] if condition.head == "eq" else [gap]


def never_negative(form: Linear | None, ranges: Ranges, facts: Sequence[Linear]) -> bool:
    """Whether a form is at least 0 for all indices in their ranges and all sizes from 1 on."""
    if form is None:
        return False
    if _from_ranges(form, ranges):
        return True
    return any(_from_ranges(minus(form, fact) or {}, ranges) for fact in facts)


def _from_ranges(form: Linear, ranges: Ranges) -> bool:
    least: Linear | None = dict(form)
    for _ in range(len(ranges) + 1):
        index = next((k for k in least or {} if isinstance(k, Index) and k in ranges), None)
        if index is None or least is None:
            break
        factor = least.pop(index)
        lo, hi = ranges[index]
        least = plus(least, scaled(linear(lo if factor > 0 else hi), factor))
    if least is None or any(isinstance(k, Index) for k in least):
        return False
    sizes = [value for key, value in least.items() if key != 1]
    return all(value > 0 for value in sizes) and least.get(1, Fraction(0)) + sum(sizes) >= 0


def within(place: Expr, size: Expr, ranges: Ranges, facts: Sequence[Linear]) -> bool:
    """1 ≤ place ≤ size, surely."""
    at = linear(place)
    return never_negative(plus(at, {1: Fraction(-1)}), ranges, facts) and never_negative(
        minus(linear(size), at), ranges, facts
    )
