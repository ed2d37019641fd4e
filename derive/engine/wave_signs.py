"""Signs of sin u and cos u where u is known to lie between multiples of π/2.

sin u ≥ 0 for 0 ≤ u ≤ π        cos u ≥ 0 for −π/2 ≤ u ≤ π/2        strictly, when the bounds are strict
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from derive.engine.kernel import cone
from derive.engine.kernel.relations import ALLOWED, FLIP, MINUS, NOUGHT, PLUS
from derive.expressions.build import PI, ZERO, fn, mul, num, rel, sub
from derive.expressions.expr import Expr, postorder

HALF_TURNS = (0, -1, 1, -2)
BEYOND = ((Fraction(314, 100), PLUS), (Fraction(315, 100), MINUS))  # 3.14 < π < 3.15
RELATIONS = {PLUS: "gt", MINUS: "lt", PLUS | NOUGHT: "ge", MINUS | NOUGHT: "le"}


def known_waves(sides: Sequence[Expr], assumptions: Sequence[Expr]) -> Iterator[Expr]:
    """sin u ≥ 0 and the like, for the waves of the sides, as the assumptions give them."""
    known = [(sub(PI, num(c)), mask) for c, mask in BEYOND]
    known += [(sub(*c.args), ALLOWED[c.head]) for c in assumptions if c.head in ("lt", "le", "gt", "ge")]
    if len(known) == len(BEYOND):
        return
    arguments = dict.fromkeys(e.args[0] for e in postorder(*sides) if e.head in ("sin", "cos"))
    for wave in (fn(head, u) for u in arguments for head in ("sin", "cos")):
        mask = _sign(wave, tuple(known))
        if mask in RELATIONS:
            yield rel(RELATIONS[mask], wave, ZERO)


def _sign(wave: Expr, known: tuple[tuple[Expr, int], ...]) -> int:
    """The signs that the wave can have, from the half turn that its argument lies in."""
    u, quarter = wave.args[0], 0 if wave.head == "sin" else 1
    for k in HALF_TURNS:
        low, high = (mul(num(Fraction(2 * k - quarter + 2 * end, 2)), PI) for end in (0, 1))
        below, above = cone.signs_of(sub(u, low), known), cone.signs_of(sub(high, u), known)
        if not (below | above) & MINUS:
            mask = PLUS | (below | above) & NOUGHT
            return mask if k % 2 == 0 else FLIP[mask]
    return PLUS | NOUGHT | MINUS
