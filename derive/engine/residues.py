"""Integer letters by their residues: a = M·q + r for every r, so that ⌊a/2⌋, mod(a, 3), (−1)^a open up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product
from math import lcm, prod

from derive.engine.conditions import constant
from derive.engine.learning import normalizer
from derive.engine.prepare import Prepared
from derive.errors import DeriveError
from derive.expressions.build import PI, add, mul, num, sub, sym
from derive.expressions.expr import Expr, Index, node, number_value, postorder
from derive.expressions.walk import substitute
from derive.notation.context import Letter

MOST_CELLS = 144
MOST_MODULUS = 60


@dataclass(frozen=True)
class Residues:
    """letter = modulus·q + r for each of the letters and each of the residues."""

    letters: tuple[tuple[Expr, int], ...]

    def cells(self) -> Iterator[tuple[int, ...]]:
        yield from product(*(range(m) for _, m in self.letters))

    def put(self, residues: Sequence[int]) -> dict[Expr, Expr]:
        return {
            x: add(mul(num(m), quotient(x)), num(r)) if m > 1 else x
            for (x, m), r in zip(self.letters, residues, strict=True)
        }


def quotient(letter: Expr) -> Expr:
    """The letter q of letter = M·q + r."""
    return sym("q·" + (letter.value.name if letter.head == "idx" else letter.value))


def residues_of(prepared: Prepared) -> Residues | None:
    """The moduli that the floors, remainders and alternating signs of the two sides ask for."""
    moduli: dict[Expr, int] = {}
    assumed = (side for a in prepared.assumptions if a.head in ("eq", "ne") for side in a.args)
    for e, m in _moduli(prepared.left, prepared.right, *assumed).items():
        for x in postorder(e):
            if prepared.facts.is_integer(x):
                moduli[x] = lcm(moduli.get(x, 1), m)
    found = tuple((x, m) for x, m in moduli.items() if m > 1)
    if not found or any(m > MOST_MODULUS for _, m in found) or prod(m for _, m in found) > MOST_CELLS:
        return None
    return Residues(found)


def _moduli(*sides: Expr) -> dict[Expr, int]:
    """The outermost floors, remainders, waves of πp, powers of −1 with their moduli; nested ones multiply."""
    found: dict[Expr, int] = {}
    inner: dict[Expr, int] = {}
    for e in postorder(*sides):
        below = lcm(1, *(inner.get(a, 1) for a in e.args))
        own = _own_modulus(e)
        inner[e] = below * own
        if own > 1:
            found[e] = inner[e]
    return found


def _own_modulus(e: Expr) -> int:
    if e.head in ("floor", "ceil"):
        return _denominator(e.args[0])
    if e.head == "mod":
        value = number_value(e.args[1])
        return int(value) if value is not None and value.denominator == 1 and value > 0 else 1
    turning = e.head == "pow" and (e.args[0].head == "neg" or constant(e.args[0]) == -1)
    if turning and number_value(e.args[1]) is None:
        return 2
    if e.head in ("sin", "cos", "tan") and any(x is PI for x in postorder(e)):
        return 2 * _denominator(e.args[0])
    return 1


def _denominator(e: Expr) -> int:
    """The numbers that are divided by, and the denominators of coefficients."""
    total = 1
    for x in postorder(e):
        value = number_value(x.args[1]) if x.head == "div" else number_value(x)
        if value is not None and value:
            total = lcm(total, value.numerator if x.head == "div" else value.denominator)
    return total


def in_cell(prepared: Prepared, residues: Residues, cell: Sequence[int]) -> Prepared:
    """The statement with every letter as M·q + r."""
    put: Mapping[Expr, Expr] = residues.put(cell)
    new = [Letter(quotient(x).value, "integer") for x, _ in residues.letters]
    context = prepared.context.with_letters(*new)
    scope = {i: r for i, r in prepared.scope.items() if node("idx", value=Index(i.name, i.uid)) not in put}
    return replace(
        prepared,
        left=substitute(prepared.left, put),
        right=substitute(prepared.right, put),
        assumptions=tuple(substitute(a, put) for a in prepared.assumptions),
        inside=replace(prepared.inside, context=context),
        facts=replace(prepared.facts, context=context),
        scope=scope,
        context=context,
    )


def is_empty(cell: Prepared) -> bool:
    """Whether an assumed equation, or u ≠ v, fails for these residues."""
    n = normalizer(cell.inside, cell.scope)
    for a in cell.assumptions:
        if a.head in ("eq", "ne"):
            with suppress(DeriveError):
                gap = n.ring.constant_value(n.forms(sub(*a.args))[0])
                if gap is not None and (gap != 0) == (a.head == "eq"):
                    return True
    return False
