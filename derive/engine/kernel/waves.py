"""Signs of sines and cosines: of one, by where its argument lies; of sums that hold multiples of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from derive.engine.kernel.relations import ANY, FLIP, MINUS, NOUGHT, PLUS, scaled
from derive.expressions.build import ONE, PI, TWO, add, div, mul, num, sub
from derive.expressions.expr import Expr, kinds

HALF_TURN = div(PI, TWO)
WAVES, LETTERS = kinds("sin", "cos"), kinds("sym", "idx", "entry", "call")


def sign_of_wave(f: Any, u: Expr, quarter: int) -> int:
    """sin u > 0 for 0 < u < π, and the like: with a quarter turn for cos u, half turns for −."""
    for k in (0, -1, 1, -2):
        low, high = (mul(num(Fraction(2 * k - quarter + 2 * end, 2)), PI) for end in (0, 1))
        if f.blind or f.open & {sub(u, low), sub(high, u)}:
            return ANY
        below, above = f.sign(sub(u, low)), f.sign(sub(high, u))
        if not below & MINUS and not above & MINUS:
            s: int = PLUS | (below | above) & NOUGHT
            return s if k % 2 == 0 else FLIP[s]
    return ANY


def sign_beside_waves(f: Any, e: Expr) -> int:
    """A sum in which what is not of one sign is a multiple of sines and cosines, or a number."""
    if not e.kinds & WAVES and sum(not a.kinds & LETTERS for a in e.args) < 2:
        return ANY
    for flip in (1, -1):
        constant, loose, fine = Fraction(0), Fraction(0), True
        for a in e.args:
            c, rest = scaled(a)
            if not rest:
                constant += flip * c
            elif all(x.head in ("sin", "cos") for x in rest):
                loose += abs(c)
            elif f.sign(a) & (MINUS if flip > 0 else PLUS):
                fine = False
        if fine and constant >= loose:
            s = PLUS if constant > loose else PLUS | NOUGHT
            return s if flip > 0 else FLIP[s]
    return ANY


def ranges(f: Any, x: Expr) -> list[tuple[Expr, int]]:
    """What is known of π, of a wave and of an angle: 0 ≤ acos u ≤ π, and π/2 − acos u has the sign of u."""
    if x.head in ("sin", "cos"):
        return [(add(ONE, x), NOUGHT | PLUS), (sub(ONE, x), NOUGHT | PLUS)]
    known: list[tuple[Expr, int]] = []
    if x.head in ("asin", "atan"):
        known += [(sub(HALF_TURN, x), NOUGHT | PLUS), (add(HALF_TURN, x), NOUGHT | PLUS), (x, f.sign(x))]
    elif x.head == "acos":
        known += [(x, NOUGHT | PLUS), (sub(PI, x), NOUGHT | PLUS), (sub(HALF_TURN, x), f.sign(x.args[0]))]
    if known or x is PI:
        known += [(sub(PI, num(Fraction(314, 100))), PLUS), (sub(PI, num(Fraction(315, 100))), MINUS)]
    return known
