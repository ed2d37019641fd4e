"""How each head of an array expression is read into the algebra of words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from derive.engine.kernel.array_heads import split_exponent
from derive.engine.tensors.algebra import (
    UNIT,
    Algebra,
    Element,
    e_plus,
    e_times,
    size_atom,
)
from derive.engine.tensors.determinants import determinant
from derive.engine.tensors.words import joined, turned
from derive.expressions import build as b
from derive.expressions.build import ONE
from derive.expressions.expr import Expr, node, number_value
from derive.notation.shapes import same_size


def _add(work: Algebra, expr: Expr) -> Element | None:
    shape = work.low.shape(expr)
    if any(work.low.shape(a) != shape and bool(work.low.shape(a)) != bool(shape) for a in expr.args):
        return None
    found: Element = {}
    for each in expr.args:
        found = e_plus(found, work.element(each))
    return found


def _mul(work: Algebra, expr: Expr) -> Element | None:
    if sum(bool(work.low.shape(a)) for a in expr.args) > 1:
        return None
    found: Element = {UNIT: Fraction(1)}
    for each in expr.args:
        found = e_times(found, work.element(each))
    return found


def _matmul(work: Algebra, expr: Expr) -> Element:
    found: Element = {UNIT: Fraction(1)}
    part: Expr | None = None
    for each in mixed_products(work, expr.args):
        shape = work.low.shape(part) if part is not None else ()
        part = (
            each if part is None else node("matmul", *(part.args if part.head == "matmul" else (part,)), each)
        )
        here = e_times(found, work.element(each))
        found = here if work.low.shape(part) or not shape else work.scalarised(here)
    return found


def mixed_products(work: Algebra, factors: Sequence[Expr]) -> list[Expr]:
    """(A ⊗ B)(C ⊗ D) = (A C) ⊗ (B D), where the shapes fit."""
    found: list[Expr] = []
    for each in factors:
        last = found[-1] if found else each
        if found and last.head == each.head == "kron":
            pairs = list(zip(last.args, each.args, strict=True))
            if all(same_size(work.low.shape(a)[1], work.low.shape(c)[0]) for a, c in pairs):
                found[-1] = node("kron", *(node("matmul", a, c) for a, c in pairs))
                continue
        found.append(each)
    return found


def _neg(work: Algebra, expr: Expr) -> Element:
    return e_plus({}, work.element(expr.args[0]), Fraction(-1))


def _div(work: Algebra, expr: Expr) -> Element | None:
    above, below = expr.args
    under = work.element(below)
    if work.low.shape(below) or not under:
        return None
    if len(under) > 1:
        return e_times(work.element(above), _reciprocal(work, under, below))
    ((scalars, word),) = under
    weight = under[scalars, word]
    if len(scalars) == 1 and scalars[0][1] == 1 and weight == 1:
        work.divided.setdefault(scalars[0][0], below)
    return e_times(work.element(above), {(tuple((a, -p) for a, p in scalars), ()): 1 / weight})


def _reciprocal(work: Algebra, under: Element, tree: Expr) -> Element:
    """1/(a + b) as a letter to the power −1; the difference of the sides is multiplied by it in the end."""
    known = [name for name, each in work.denominators.items() if each == under]
    name = known[0] if known else f"1/[{len(work.denominators) + 1}]"
    work.denominators[name] = under
    work.origins.setdefault(name, tree)
    return {((((("number", name), -1),)), ()): Fraction(1)}


def _pow(work: Algebra, expr: Expr) -> Element | None:
    base, exponent = expr.args
    value = number_value(exponent)
    if base.head in ("norm", "frobenius") and value is not None and value in (2, 4, 6, 8):
        square = _squared_norm(work, base)
        return None if square is None else _raised(square, int(value) // 2)
    if work.low.shape(base):
        return None
    if value is None:
        return _symbolic_power(work, base, exponent)
    if value.denominator == 1 and 0 <= value <= 8:
        return _raised(work.element(base), int(value))
    return _monomial_power(work, base, value)


def _monomial_power(work: Algebra, base: Expr, value: Fraction) -> Element | None:
    """(c t u …)^−q for a whole q, t^q for one number t and any q."""
    inside = work.element(base)
    if len(inside) != 1 or abs(value) > 8:
        return None
    ((scalars, _), weight) = next(iter(inside.items()))
    one = weight == 1 and len(scalars) == 1 and scalars[0][1] == 1
    if not one and value.denominator != 1:
        return None
    if one and value < 0:
        work.divided.setdefault(scalars[0][0], base)
    return {
        (tuple((a, _plain(p * value)) for a, p in scalars), ()): weight ** int(value) if not one else weight
    }


def _plain(power: int | Fraction) -> int | Fraction:
    return int(power) if Fraction(power).denominator == 1 else power


def _symbolic_power(work: Algebra, base: Expr, exponent: Expr) -> Element | None:
    """t^(k + q) = t^k t^q for a whole q."""
    whole, rest = split_exponent(exponent)
    if not whole or abs(whole) > 8:
        return None
    left = work.element(b.power(base, b.num(whole)))
    return e_times(left, work.element(b.power(base, rest)))


def _sqrt(work: Algebra, expr: Expr) -> Element | None:
    return None if work.low.shape(expr) else _monomial_power(work, expr.args[0], Fraction(1, 2))


def _raised(element: Element, exponent: int) -> Element:
    found: Element = {UNIT: Fraction(1)}
    for _ in range(exponent):
        found = e_times(found, element)
    return found


def _squared_norm(work: Algebra, expr: Expr) -> Element | None:
    if expr.head == "norm" and number_value(expr.args[1]) != 2:
        return None
    inside = work.element(expr.args[0])
    return work.scalarised(e_times(_turned(inside), inside))


def _turned(element: Element) -> Element:
    return {(s, turned(w)): x for (s, w), x in element.items()}


def _transpose(work: Algebra, expr: Expr) -> Element:
    return _turned(work.element(expr.args[0]))


def _identity(work: Algebra, expr: Expr) -> Element | None:
    return {UNIT: Fraction(1)} if expr.args else None


def _inverse(work: Algebra, expr: Expr) -> Element | None:
    inside = work.element(expr.args[0])
    if not inside or not work.low.shape(expr):
        return None
    return {((), ((work.inverse(inside, work.low.shape(expr), expr.args[0]), False),)): Fraction(1)}


def _trace(work: Algebra, expr: Expr) -> Element:
    found: Element = {}
    shape = work.low.shape(expr.args[0])
    for (scalars, word), weight in work.element(expr.args[0]).items():
        more, factor = (work.trace(word), Fraction(1)) if word else size_atom(shape[0] if shape else ONE)
        found = e_plus(found, {(joined(scalars, more), ()): weight * factor})
    return found


def _total(work: Algebra, expr: Expr) -> Element | None:
    """Σ of all entries of A ⊙ B is tr(Aᵀ B)."""
    inner = expr.args[0]
    if inner.head != "hadamard":
        return None
    left, right = (work.element(a) for a in inner.args)
    return work.scalarised(e_times(_turned(left), right))


def _zeros(work: Algebra, expr: Expr) -> Element:
    return {}


def _dot(work: Algebra, expr: Expr) -> Element:
    left, right = (work.element(a) for a in expr.args)
    return work.scalarised(e_times(_turned(left), right))


def _outer(work: Algebra, expr: Expr) -> Element:
    left, right = (work.element(a) for a in expr.args)
    return e_times(left, _turned(right))


RULES: Mapping[str, Callable[[Algebra, Expr], Element | None]] = {
    "add": _add,
    "mul": _mul,
    "matmul": _matmul,
    "neg": _neg,
    "div": _div,
    "pow": _pow,
    "sqrt": _sqrt,
    "transpose": _transpose,
    "identity": _identity,
    "zeros": _zeros,
    "inverse": _inverse,
    "trace": _trace,
    "det": determinant,
    "total": _total,
    "dot": _dot,
    "outer": _outer,
}
