"""Linear forms in index letters and sizes: a − b = c·j + rest, and when a form is never negative."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from derive.engine.tidy import signed, total
from derive.expressions.build import ZERO, mul, neg, num
from derive.expressions.expr import Expr, Index, free_indices, number_value

Range = tuple[Expr, Expr]


@dataclass(frozen=True)
class Linear:
    """constant + Σ coefficient·atom; an atom is any expression that is not a sum or a multiple."""

    constant: Fraction
    coefficients: Mapping[Expr, Fraction]

    def plus(self, other: Linear, times: Fraction = Fraction(1)) -> Linear:
        merged = dict(self.coefficients)
        for atom, c in other.coefficients.items():
            merged[atom] = merged.get(atom, Fraction(0)) + times * c
        kept = {a: c for a, c in merged.items() if c}
        return Linear(self.constant + times * other.constant, kept)


def linear(expr: Expr) -> Linear:
    """`expr` as a linear form; whatever is not linear becomes an atom of its own."""
    value = number_value(expr)
    if value is not None:
        return Linear(value, {})
    if expr.head == "add":
        found = Linear(Fraction(0), {})
        for arg in expr.args:
            found = found.plus(linear(arg))
        return found
    if expr.head == "neg":
        return Linear(Fraction(0), {}).plus(linear(expr.args[0]), Fraction(-1))
    if expr.head == "mul" and len(expr.args) == 2:
        for scale, rest in (expr.args, expr.args[::-1]):
            c = number_value(scale)
            if c is not None:
                return Linear(Fraction(0), {}).plus(linear(rest), c)
    return Linear(Fraction(0), {expr: Fraction(1)})


def write_linear(form: Linear) -> Expr:
    """The form as an expression: what is added first, in the order in which its atoms were met."""
    parts = [
        signed(1 if c > 0 else -1, atom if abs(c) == 1 else mul(num(abs(c)), atom))
        for atom, c in sorted(form.coefficients.items(), key=lambda item: item[1] < 0)
    ]
    constant = form.constant
    tail = [] if not constant else [num(constant) if constant > 0 else neg(num(-constant))]
    return total(*parts, *tail) if parts or tail else ZERO


def solve_unit(a: Expr, b: Expr, index: Expr) -> Expr | None:
    """The v with a = b ⇔ index = v, when the index has coefficient ±1 in a − b and occurs nowhere else."""
    form = linear(a).plus(linear(b), Fraction(-1))
    c = form.coefficients.get(index, Fraction(0))
    rest = {atom: k for atom, k in form.coefficients.items() if atom is not index}
    if abs(c) != 1 or any(index.value in free_indices(atom) for atom in rest):
        return None
    bare = Linear(form.constant, rest)
    return write_linear(Linear(Fraction(0), {}).plus(bare, -c))


def never_negative(a: Expr, b: Expr, ranges: Mapping[Index, Range]) -> bool:
    """Whether a ≤ b for certain, index letters in their ranges and sizes (other letters) ≥ 1.

    Only sym atoms count as sizes; anything else that does not cancel makes the answer False.
    """
    form = linear(b).plus(linear(a), Fraction(-1))
    for _ in range(len(ranges) + 1):
        used = next((x for x in form.coefficients if x.head == "idx" and x.value in ranges), None)
        if used is None:
            break
        c = form.coefficients[used]
        worst = ranges[used.value][0 if c > 0 else 1]
        without = {x: k for x, k in form.coefficients.items() if x is not used}
        form = Linear(form.constant, without).plus(linear(worst), c)
    if any(x.head != "sym" or c < 0 for x, c in form.coefficients.items()):
        return False
    return form.constant + sum(form.coefficients.values()) >= 0
