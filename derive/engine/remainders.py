"""Conditions on the remainder of an integer, where the two sides agree for some remainders only.

(−1)ⁿ = 1:  ⌊n/2⌋ = n/2                       ⌈n/2⌉ = ⌊n/2⌋ + 1:  mod(n, 2) = 1
mod(−n, 3) = 3 − mod(n, 3):  ⌊n/3⌋ ≠ n/3
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from derive.engine.balls import Point
from derive.engine.points import meets
from derive.engine.prepare import Prepared, symbolic
from derive.engine.refute import BITS, Search
from derive.engine.residues import residues_of
from derive.expressions.build import div, fn, num, rel
from derive.expressions.expr import Expr, kinds

ROUNDED = kinds("floor", "ceil", "mod")
MOST_MODULUS = 12
OTHERS = ((2, 3, 5), (3, 2, 2), (1, 4, 7), (4, 1, 3))  # values of the other letters
ROUNDS = (0, 1, 2, -1)


def by_remainders(prepared: Prepared) -> Iterator[tuple[Expr, ...]]:
    """The one class of remainders of a letter in which the sides agree."""
    rounded = any(e.kinds & ROUNDED for e in prepared.opened)  # (−1)ⁿ = 1 is only said in other words
    found = residues_of(prepared) if rounded and not symbolic(prepared.left, prepared.right) else None
    search = Search(prepared)
    for x, modulus in found.letters if found is not None else ():
        if x.head != "sym" or modulus > MOST_MODULUS:
            continue
        classes = [_agree(prepared, search, x.value, r, modulus) for r in range(modulus)]
        good = {r for r, agree in enumerate(classes) if agree}
        if None in classes or not 0 < len(good) < modulus:
            continue
        for d in (d for d in range(2, modulus + 1) if modulus % d == 0):
            first = min(good)
            if good != set(range(first, modulus, d)) or (first and d > 2):
                continue
            condition = _class(x, d, first)
            if set(condition.args) != {prepared.statement.left, prepared.statement.right}:
                yield (condition,)


def _agree(prepared: Prepared, search: Search, name: str, r: int, modulus: int) -> bool | None:
    """Whether the sides agree at every place tried with x ≡ r; None where that depends on more than r."""
    seen = set[bool]()
    others = [y for y in (*search.needed.letters, *search.needed.sizes) if y != name]
    for k, values in product(ROUNDS, OTHERS[: len(OTHERS) if others else 1]):
        letters = {y: Fraction(v) for y, v in zip(others, values, strict=False)}
        point = Point({name: Fraction(r + modulus * k), **letters})
        trial = search.attempt(point, BITS[:1]) if meets(point, prepared.assumptions) else None
        if trial is not None:
            seen.add(not trial.fails)
    return seen.pop() if len(seen) == 1 else None


def _class(x: Expr, d: int, r: int) -> Expr:
    """x ≡ r modulo d; ⌊x/d⌋ = x/d for r = 0."""
    quotient = div(x, num(d))
    return rel("eq", fn("mod", x, num(d)), num(r)) if r else rel("eq", fn("floor", quotient), quotient)
