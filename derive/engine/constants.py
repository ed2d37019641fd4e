"""Numbers that are written without letters: their signs and whole parts by balls, and angles p·π/q.

    ⌊e⌋ = 2      1 + cos 2 + cos 3 < 0      atan(2 − √3) = π/12, since tan(π/12) = 2 − √3 and |π/12| < π/2

That an angle is exactly p·π/q is shown by the separation bound of algebraic numbers (see radicals.py).
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from derive.engine.balls import Evaluator, Point
from derive.engine.radicals import vanishes
from derive.engine.values import Uncertain, Value, precision, to_ball
from derive.errors import DeriveError
from derive.expressions.build import PI, add, div, fn, mul, neg, num, sub
from derive.expressions.expr import Expr, kinds, postorder

LETTERS = kinds("sym", "idx", "entry", "call", "sum", "prod", "deriv", "limit")
BITS = (64, 256)
MOST_PARTS = 120  # q of an angle p·π/q
MOST_NODES = 60
DIRECT = {"asin": lambda u: fn("sin", u), "atan": lambda u: div(fn("sin", u), fn("cos", u))}


def has_no_letters(e: Expr) -> bool:
    return not e.kinds & LETTERS


def value(e: Expr, bits: int) -> Value | None:
    try:
        with precision(bits):
            return Evaluator(Point()).value(e)
    except (DeriveError, ArithmeticError):
        return None


@lru_cache(maxsize=4096)
def sign_of_number(e: Expr) -> int:
    """±1; 0 where the balls do not tell it apart from zero."""
    for bits in BITS:
        x = value(e, bits)
        if x is None:
            return 0
        if x > 0 or x < 0:
            return 1 if x > 0 else -1
    return 0


@lru_cache(maxsize=4096)
def floor_of_number(e: Expr) -> int | None:
    """⌊e⌋, where the balls leave one."""
    for bits in BITS:
        x = value(e, bits)
        if isinstance(x, Fraction):
            return x.numerator // x.denominator
        whole = None if x is None else to_ball(x).floor().unique_fmpz()
        if whole is not None:
            return int(whole)
    return None


def principal_value(e: Expr) -> Expr | None:
    """π − 7/2 for asin sin(7/2), 2 − π for atan(sin 2/cos 2): the angle of a number without letters."""
    t = _turned(e) if has_no_letters(e) else None
    k = None if t is None else floor_of_number(add(div(t, PI), num(Fraction(1, 2))))
    if t is None or k is None:
        return None
    rest = sub(t, mul(num(k), PI))
    return neg(rest) if k % 2 and e.head == "asin" else rest


def _turned(e: Expr) -> Expr | None:
    """t, where e is asin sin t or atan(sin t/cos t); π/2 − t for the other waves."""
    u = e.args[0]
    waves = u.args if e.head == "atan" and u.head == "div" else (u,)
    heads = tuple(w.head for w in waves)
    if heads not in (("sin",), ("cos",), ("sin", "cos"), ("cos", "sin")) or waves[0].args != waves[-1].args:
        return None
    if (len(waves) == 1) != (e.head == "asin"):
        return None
    t = waves[0].args[0]
    return t if heads[0] == "sin" else sub(div(PI, num(2)), t)


@lru_cache(maxsize=4096)
def angle_of_number(name: str, e: Expr) -> Fraction | None:
    """p/q with asin e or atan e = p·π/q."""
    if sum(1 for _ in postorder(e)) > MOST_NODES:
        return None
    x = value(div(fn(name, e), PI), BITS[0])
    if x is None:
        return None
    guess = Fraction(str(x.mid().str(15, radius=False))).limit_denominator(MOST_PARTS)
    try:
        near = abs(to_ball(x) - to_ball(guess)) < to_ball(Fraction(1, 10**9))
        exactly = near and vanishes(sub(e, DIRECT[name](mul(num(guess), PI)))) is not None
    except (Uncertain, ArithmeticError):
        return None
    return guess if exactly else None
