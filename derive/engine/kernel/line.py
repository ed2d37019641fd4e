"""Exact signs of rational functions of one atom: the real line in cells between the roots of polynomials.

    u = p/q in t, p and q over ℚ       the sign of u on a cell is that of p·q at a point of it
An atom is a letter, or a function of something: what is known of its values comes along as relations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import lcm
from typing import Any

from flint import arb_poly, ctx, fmpq, fmpq_poly, fmpz_poly

from derive.engine.kernel.relations import scaled
from derive.expressions.build import exp, mul, num, power
from derive.expressions.expr import Expr, node, number_value, postorder
from derive.expressions.walk import substitute

MOST_DEGREE = 24
ROOT = node("sym", value="·root")
Polynomial = Any  # flint.fmpq_poly
Quotient = tuple[Expr | None, Polynomial, Polynomial]  # the atom (None: a number), p and q


class TooMany(Exception):
    """More than one atom, or too high a degree."""


@dataclass(frozen=True)
class Place:
    """A rational number between the roots, or a root: a ball of its `factor`."""

    at: Any
    factor: Polynomial | None = None

    def sign(self, p: Polynomial) -> int:
        if p.degree() < 1 or self.factor is None:
            total = p(self.at) if self.factor is None else p[0]
            return 1 if total > 0 else -1 if total < 0 else 0
        total = arb_poly(p)(self.at)
        if total > 0 or total < 0:
            return 1 if total > 0 else -1
        return 2 if p % self.factor else 0  # 2: the ball is too wide


@lru_cache(maxsize=4096)
def quotient(e: Expr, rooted: bool = False) -> Quotient | None:
    """e as p/q in its only atom; `rooted`: roots of the letter were put in."""
    if not rooted and any(x is ROOT for x in postorder(e)):
        return None
    try:
        return _quotient(e, {})
    except (TooMany, ZeroDivisionError, RecursionError):
        return None


@lru_cache(maxsize=4096)
def atom(e: Expr) -> Expr | None:
    """The only atom of e; the letter, where roots of it occur."""
    found = quotient(e)
    if found is not None:
        return found[0]
    put = _without_roots(e)
    rooted = quotient(substitute(e, put), rooted=True) if put else None
    return next(iter(put)) if rooted is not None and rooted[0] is ROOT else None


def _quotient(e: Expr, memo: dict[Expr, Quotient]) -> Quotient:
    if e not in memo:
        memo[e] = _built(e, memo)
    return memo[e]


def _built(e: Expr, memo: dict[Expr, Quotient]) -> Quotient:
    number = number_value(e)
    if number is not None:
        return None, _constant(number), _constant(Fraction(1))
    if e.head == "where":
        return _quotient(e.args[0], memo)
    if e.head == "exp":
        return _exponential(e)
    power = _exponent(e)
    if e.head not in ("add", "mul", "neg", "div") and power is None:
        return e, fmpq_poly([0, 1]), _constant(Fraction(1))
    parts = [_quotient(a, memo) for a in e.args]
    if power is not None:
        atom, p, q = parts[0]
        if abs(power) * max(p.degree(), q.degree(), 1) > MOST_DEGREE:
            raise TooMany
        return (atom, p**power, q**power) if power >= 0 else (atom, q**-power, p**-power)
    atom, p, q = parts[0]
    for other, r, s in parts[1:]:
        if atom is not None and other is not None and atom is not other:
            raise TooMany
        atom = atom or other
        if e.head == "add":
            p, q = p * s + r * q, q * s
        else:
            p, q = (p * r, q * s) if e.head == "mul" else (p * s, q * r)
        if max(p.degree(), q.degree()) > MOST_DEGREE:
            raise TooMany
    if not q:
        raise ZeroDivisionError
    return (atom, -p, q) if e.head == "neg" else (atom, p, q)


def _exponential(e: Expr) -> Quotient:
    """e^{cu} as a power of the atom e^u."""
    one, t = _constant(Fraction(1)), fmpq_poly([0, 1])
    c, factors = scaled(e.args[0])
    if not factors or c.denominator != 1 or not 0 < abs(c) <= MOST_DEGREE:
        return e, t, one
    u = mul(*factors)
    return (exp(u), t ** int(c), one) if c > 0 else (exp(u), one, t ** int(-c))


def _exponent(e: Expr) -> int | None:
    """n in u^n."""
    if e.head != "pow":
        return None
    q = _constant_value(e.args[1])
    return int(q) if q is not None and q.denominator == 1 and abs(q) <= MOST_DEGREE else None


def _constant_value(e: Expr) -> Fraction | None:
    found = quotient(e)
    return None if found is None or found[0] is not None else Fraction(str(found[1][0] / found[2][0]))


def _constant(c: Fraction) -> Polynomial:
    return fmpq_poly([fmpq(c.numerator, c.denominator)])


@lru_cache(maxsize=4096)
def signs(target: Expr, known: tuple[tuple[Expr, int], ...], whole: bool = False) -> int:
    """The signs (1: −, 2: 0, 4: +) that a quotient can have where each known u has one of its signs.

    `whole`: the atom takes integer values only."""
    put = _without_roots(target)
    shown = quotient(substitute(target, put), rooted=bool(put))
    if shown is None or shown[0] is None:
        return 7
    only, p, q = shown
    others = [(u, m) for e, m in known if (u := quotient(substitute(e, put), rooted=bool(put))) is not None]
    others += [((ROOT, fmpq_poly([0, 1]), _constant(Fraction(1))), 6)] if put else []
    used = [(p * q, q, 7), *((r * s, s, m) for (other, r, s), m in others if other is only)]
    for bits in (96, 384, 1536):
        with ctx.workprec(bits):
            found = _signs(used, whole and not put)
        if found is not None:
            return found
    return 7


def _without_roots(e: Expr) -> dict[Expr, Expr]:
    """x as t^K where roots of the letter x occur, t ≥ 0 its K-th root."""
    if any(x is ROOT for x in postorder(e)):
        return {}
    degrees = {p.args[0]: 2 for p in postorder(e) if p.head == "sqrt" and p.args[0].head == "sym"}
    powers = [p for p in postorder(e) if p.head == "pow" and p.args[0].head == "sym"]
    rational = [(p, q) for p in powers if (q := _constant_value(p.args[1])) is not None]
    for p, q in rational:
        if q.denominator > 1:
            degrees[p.args[0]] = lcm(degrees.get(p.args[0], 1), q.denominator)
    if len(degrees) != 1:
        return {}
    ((x, k),) = degrees.items()
    put = {x: power(ROOT, num(k)), node("sqrt", x): power(ROOT, num(Fraction(k, 2)))}
    return put | {p: power(ROOT, num(q * k)) for p, q in rational if p.args[0] is x}


def _signs(used: Sequence[tuple[Polynomial, Polynomial, int]], whole: bool = False) -> int | None:
    """None: more bits are needed."""
    total, cells = 0, places([p for p, _, _ in used])
    for place in integral(cells) if whole else cells:
        here = [(place.sign(p), place.sign(q), m) for p, q, m in used]
        if any(s == 2 or t == 2 for s, t, _ in here):
            return None
        if all(t and m >> (s + 1) & 1 for s, t, m in here):
            total |= 1 << (here[0][0] + 1)
    return total if cells else None


def places(polynomials: Sequence[Polynomial]) -> list[Place]:
    """Every real root of the polynomials, and a rational number between each two; none when the balls of
    two roots overlap."""
    found_roots = {r.factor: r.balls for p in polynomials if p.degree() > 0 for r in real_roots(p)}
    roots = [(ball, fmpq_poly(list(f))) for f, balls in found_roots.items() for ball in balls]
    roots.sort(key=lambda root: _rational(root[0].mid()))
    if not all(a < b for (a, _), (b, _) in pairwise(roots)):
        return []
    ends = [(_rational(root.lower()), _rational(root.upper())) for root, _ in roots]
    if not ends:
        return [Place(fmpq(0))]
    gaps = [(above + below) / 2 for (_, above), (below, _) in pairwise(ends)]
    between = [ends[0][0] - 1, *gaps, ends[-1][1] + 1]
    found = [Place(between[0])]
    for (root, factor), after in zip(roots, between[1:], strict=True):
        found += [Place(root, factor), Place(after)]
    return found


@dataclass(frozen=True)
class Roots:
    """The real roots of an irreducible polynomial, given by its coefficients."""

    factor: tuple[int, ...]
    balls: tuple[Any, ...]


def real_roots(p: Polynomial) -> tuple[Roots, ...]:
    return _real_roots(tuple(map(int, p.numer().coeffs())), ctx.prec)


@lru_cache(maxsize=4096)
def _real_roots(coefficients: tuple[int, ...], bits: int) -> tuple[Roots, ...]:
    found = []
    for f, _ in fmpz_poly(list(coefficients)).factor()[1]:
        balls = tuple(r.real for r, _ in f.complex_roots() if r.imag == 0)
        found.append(Roots(tuple(map(int, f.coeffs())), balls))
    return tuple(found)


def integral(cells: Sequence[Place]) -> list[Place]:
    """The roots that are integers, and the gaps between roots that may hold one."""
    roots = [_ends(root.at, root.factor) for root in cells[1::2]]
    kept = [cells[0], cells[-1]] if roots else list(cells)
    kept += [root for root, (low, high) in zip(cells[1::2], roots, strict=True) if low == high and low.q == 1]
    for gap, (low, _), (_, high) in zip(cells[2:-1:2], roots, roots[1:], strict=False):
        if low.floor() + 1 < high:
            kept.append(gap)
    return kept


def _ends(root: Any, f: Polynomial) -> tuple[Any, Any]:
    """The two ends of a root's ball; a rational root itself."""
    if f.degree() == 1:
        return -f[0] / f[1], -f[0] / f[1]
    return _rational(root.lower()), _rational(root.upper())


def _rational(x: Any) -> Any:
    """The exact value of a ball without radius."""
    mantissa, exponent = x.man_exp()
    return fmpq(mantissa) * fmpq(2) ** int(exponent)
