"""A term taken apart: coefficient · product of powers above, product of powers below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from derive.engine.tidy import product, quotient, raised
from derive.expressions import walk
from derive.expressions.build import num
from derive.expressions.expr import Expr, number_value

Powers = dict[Expr, Fraction]

alpha = lru_cache(maxsize=20_000)(walk.alpha)


@dataclass
class Monomial:
    """coefficient · Π base^exponent / Π base^exponent, exponents positive; order as met.

    The keys are bases up to renaming of bound indices; `shown` keeps one spelling of each.
    """

    coefficient: Fraction = Fraction(1)
    over: Powers = field(default_factory=dict)
    under: Powers = field(default_factory=dict)
    shown: dict[Expr, Expr] = field(default_factory=dict)

    def put(self, base: Expr, exponent: Fraction, above: bool) -> None:
        if exponent < 0:
            above, exponent = not above, -exponent
        side, name = self.over if above else self.under, alpha(base)
        self.shown.setdefault(name, base)
        side[name] = side[name] + exponent if name in side else exponent

    def cancelled(self) -> Monomial:
        """Equal bases above and below cancelled against each other."""
        net = dict(self.over)
        for base, exponent in self.under.items():
            net[base] = net.get(base, Fraction(0)) - exponent
        over = {b: e for b, e in net.items() if e > 0}
        under = {b: -e for b, e in net.items() if e < 0}
        return Monomial(self.coefficient, over, under, self.shown)

    def written(self) -> Expr:
        above = product(num(self.coefficient.numerator), *self.side(self.over))
        below = product(num(self.coefficient.denominator), *self.side(self.under))
        return quotient(above, below)

    def side(self, powers: Mapping[Expr, Fraction]) -> list[Expr]:
        return [raised(self.shown[b], num(e)) for b, e in powers.items()]

    def times(self, other: Monomial) -> Monomial:
        made = Monomial(
            self.coefficient * other.coefficient, dict(self.over), dict(self.under), dict(self.shown)
        )
        for powers, above in ((other.over, True), (other.under, False)):
            for base, exponent in powers.items():
                made.put(other.shown[base], exponent, above)
        return made


def monomial(expr: Expr) -> Monomial:
    """`expr` as one term: products, quotients, signs and numeric powers taken apart, sums whole."""
    made = Monomial()
    stack: list[tuple[Expr, Fraction]] = [(expr, Fraction(1))]
    while stack:
        each, exponent = stack.pop()
        if each.head == "neg" and exponent.denominator == 1:
            made.coefficient *= -1 if exponent % 2 else 1
            stack.append((each.args[0], exponent))
        elif each.head == "num" and each.value and exponent.denominator == 1:
            made.coefficient *= each.value ** int(exponent)
        elif each.head == "num" and not each.value and exponent > 0:
            made.coefficient = Fraction(0)
        elif each.head == "mul" and exponent.denominator == 1:
            stack.extend((a, exponent) for a in reversed(each.args))
        elif each.head == "div" and exponent.denominator == 1:
            stack.extend(((each.args[1], -exponent), (each.args[0], exponent)))
        else:
            base, own = _power(each)
            made.put(base, own * exponent, True) if exponent.denominator == 1 else made.put(
                each, exponent, True
            )
    return made


def _power(expr: Expr) -> tuple[Expr, Fraction]:
    """a^c as (a, c) for a numeric integer c, else (expr, 1)."""
    if expr.head == "pow":
        exponent = number_value(expr.args[1])
        if exponent is not None and exponent.denominator == 1 and exponent > 0:
            base, inner = _power(expr.args[0])
            return base, inner * exponent
    return expr, Fraction(1)


def common_powers(sides: Iterable[Powers]) -> Powers:
    """The bases in every one of `sides`, each to its least exponent."""
    all_sides = list(sides)
    first, rest = all_sides[0], all_sides[1:]
    least = {b: min([e, *(s.get(b, Fraction(0)) for s in rest)]) for b, e in first.items()}
    return {b: e for b, e in least.items() if e > 0}


def largest_powers(sides: Iterable[Powers]) -> Powers:
    """The bases in any of `sides`, each to its greatest exponent."""
    found: Powers = {}
    for side in sides:
        for base, exponent in side.items():
            found[base] = max(exponent, found.get(base, Fraction(0)))
    return found


def without(powers: Powers, less: Powers) -> Powers:
    left = {b: e - less.get(b, Fraction(0)) for b, e in powers.items()}
    return {b: e for b, e in left.items() if e > 0}
