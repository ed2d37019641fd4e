"""The arithmetic of places: s + K − k − K + 1 is s − k + 1, and (t − 1)·S is t·S − S."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from derive.engine.tidy import product, signed, total
from derive.expressions.build import ZERO, num
from derive.expressions.expr import Expr, number_value

Monomial = tuple[Expr, ...]
Polynomial = Mapping[Monomial, Fraction]
MOST_TERMS = 60


def polynomial(expr: Expr) -> Polynomial:
    """The terms of a place: products of atoms with their coefficients, brackets multiplied out."""
    value = number_value(expr)
    if value is not None:
        return {(): value} if value else {}
    if expr.head == "add":
        return _sum([polynomial(a) for a in expr.args])
    if expr.head == "neg":
        return {m: -c for m, c in polynomial(expr.args[0]).items()}
    if expr.head == "mul":
        found: Polynomial = {(): Fraction(1)}
        for arg in expr.args:
            other = polynomial(arg)
            if len(found) * len(other) > MOST_TERMS:
                return {(expr,): Fraction(1)}
            found = _times(found, other)
        return found
    return {(expr,): Fraction(1)}


def _sum(parts: list[Polynomial]) -> Polynomial:
    found: dict[Monomial, Fraction] = {}
    for part in parts:
        for m, c in part.items():
            found[m] = found.get(m, Fraction(0)) + c
    return {m: c for m, c in found.items() if c}


def _times(a: Polynomial, b: Polynomial) -> Polynomial:
    return _sum([{tuple(sorted((*m, *n), key=_order)): c * d} for m, c in a.items() for n, d in b.items()])


def _order(atom: Expr) -> tuple[str, str]:
    """Letters by their names; the same for every copy of a bound index."""
    if atom.head == "idx":
        return "idx", f"{atom.value.name} {min(atom.value.uid, 0)}"
    return atom.head, str(atom.value)


def difference(a: Expr, b: Expr) -> Polynomial:
    """The terms of b − a."""
    return _sum([polynomial(b), {m: -c for m, c in polynomial(a).items()}])


def written(terms: Polynomial) -> Expr:
    """The terms as an expression: what is positive first, the number last."""
    ordered = sorted((m for m in terms if m), key=lambda m: terms[m] < 0)
    parts = [signed(1 if terms[m] > 0 else -1, product(num(abs(terms[m])), *m)) for m in ordered]
    constant = terms.get((), Fraction(0))
    if constant:
        parts.append(signed(1 if constant > 0 else -1, num(abs(constant))))
    return total(*parts) if parts else ZERO


def place(expr: Expr) -> Expr:
    """A place with its arithmetic done."""
    return expr if expr.head in ("idx", "sym", "num") else written(polynomial(expr))
