"""Rational functions of atoms and exponentials by python-flint: identities and factored forms.

An atom is any subexpression that is no arithmetic, known up to renaming of bound indices.
e^{Σ c_t t} is Π E_t^{c_t/g_t}, one generator for each monomial t and the common unit g_t of its
coefficients.  Equality here is sufficient, never necessary: atoms count as independent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd, lcm

import flint

from derive.engine.tidy import product, quotient, raised, terms_of, total
from derive.errors import TooLarge
from derive.expressions.build import ONE, exp, num
from derive.expressions.expr import Expr, number_value
from derive.expressions.walk import alpha

MOST_PRODUCT = 200_000
MOST_EXPONENT = 60
ARITHMETIC = frozenset({"add", "mul", "neg", "div"})


@dataclass
class Field:
    """The generators of one comparison, in the order in which they are met."""

    places: dict[Expr, int] = field(default_factory=dict)
    shown: dict[Expr, Expr] = field(default_factory=dict)
    units: dict[Expr, Fraction] = field(default_factory=dict)
    ring: flint.fmpq_mpoly_ctx = None

    def meet(self, name: Expr, shown: Expr) -> None:
        self.places.setdefault(name, len(self.places))
        self.shown.setdefault(name, shown)


@dataclass(frozen=True)
class Ratio:
    over: flint.fmpq_mpoly
    under: flint.fmpq_mpoly

    def plus(self, other: Ratio) -> Ratio:
        if self.under == other.under:
            return Ratio(self.over + other.over, self.under).reduced()
        above = multiplied(self.over, other.under) + multiplied(other.over, self.under)
        return Ratio(above, multiplied(self.under, other.under)).reduced()

    def times(self, other: Ratio) -> Ratio:
        return Ratio(multiplied(self.over, other.over), multiplied(self.under, other.under)).reduced()

    def inverse(self) -> Ratio:
        return Ratio(self.under, self.over)

    def reduced(self) -> Ratio:
        common = self.over.gcd(self.under)
        return Ratio(self.over / common, self.under / common) if common else self


def multiplied(a: flint.fmpq_mpoly, b: flint.fmpq_mpoly) -> flint.fmpq_mpoly:
    if len(a) * len(b) > MOST_PRODUCT:
        raise TooLarge("the product of two polynomials has too many terms")
    return a * b


def exponent_terms(expr: Expr) -> list[tuple[Fraction, Expr]]:
    """u = Σ c·t with t free of numeric factors, as pairs (c, t); t = 1 for a number."""
    return [_exponent_term(term) for term in terms_of(expr)]


def _exponent_term(term: Expr) -> tuple[Fraction, Expr]:
    c, rest, stack = Fraction(1), list[Expr](), [term]
    while stack:
        each = stack.pop()
        value = number_value(each)
        below = number_value(each.args[1]) if each.head == "div" else None
        if each.head == "neg":
            c = -c
            stack.append(each.args[0])
        elif value is not None:
            c *= value
        elif each.head == "mul":
            stack.extend(reversed(each.args))
        elif below:
            c /= below
            stack.append(each.args[0])
        else:
            rest.append(each)
    return c, product(*rest)


def integer_power(expr: Expr) -> int | None:
    exponent = number_value(expr.args[1]) if expr.head == "pow" else None
    if exponent is None or exponent.denominator != 1 or abs(exponent) > MOST_EXPONENT:
        return None
    return int(exponent)


def _parts(*exprs: Expr) -> Iterator[Expr]:
    """Atoms and exponentials, found through arithmetic only."""
    seen: set[Expr] = set()
    stack = list(reversed(exprs))
    while stack:
        each = stack.pop()
        if each in seen:
            continue
        seen.add(each)
        if each.head in ARITHMETIC:
            stack.extend(reversed(each.args))
        elif integer_power(each) is not None:
            stack.append(each.args[0])
        elif number_value(each) is None:
            yield each


def make_field(*exprs: Expr) -> Field:
    made = Field()
    for each in _parts(*exprs):
        if each.head != "exp":
            made.meet(alpha(each), each)
            continue
        for c, t in exponent_terms(each.args[0]):
            name = exp(alpha(t))
            made.meet(name, t)
            made.units[name] = _common_unit(made.units.get(name, Fraction(0)), c)
    names = [f"g{i}" for i in range(max(1, len(made.places)))]
    made.ring = flint.fmpq_mpoly_ctx.get(names, "degrevlex")
    return made


def _common_unit(a: Fraction, b: Fraction) -> Fraction:
    """The largest g of which both are integer multiples."""
    below = lcm(a.denominator, b.denominator)
    return Fraction(gcd(int(a * below), int(b * below)), below)


def ratio(expr: Expr, within: Field) -> Ratio:
    """`expr` as a quotient of polynomials in the generators; ZeroDivisionError at 1/0."""
    memo: dict[Expr, Ratio] = {}
    stack = [(expr, False)]
    while stack:
        each, ready = stack.pop()
        if each in memo:
            continue
        inside = (
            each.args if each.head in ARITHMETIC else each.args[:1] if integer_power(each) is not None else ()
        )
        if ready or not inside:
            memo[each] = _ratio_here(each, [memo[a] for a in inside], within)
        else:
            stack.append((each, True))
            stack.extend((a, False) for a in inside)
    return memo[expr]


def _ratio_here(expr: Expr, args: list[Ratio], within: Field) -> Ratio:
    one = within.ring.constant(1)
    if expr.head in ("add", "mul"):
        whole = args[0]
        for each in args[1:]:
            whole = whole.plus(each) if expr.head == "add" else whole.times(each)
        return whole
    if expr.head == "neg":
        return Ratio(-args[0].over, args[0].under)
    if expr.head == "div":
        return args[0].times(_invertible(args[1]).inverse())
    exponent = integer_power(expr)
    if exponent is not None:
        base = _invertible(args[0]).inverse() if exponent < 0 else args[0]
        whole = Ratio(one, one)
        for _ in range(abs(exponent)):
            whole = whole.times(base)
        return whole
    value = number_value(expr)
    if value is not None:
        return Ratio(within.ring.constant(flint.fmpq(value.numerator, value.denominator)), one)
    return _generator(expr, within, one)


def _invertible(below: Ratio) -> Ratio:
    if not below.over:
        raise ZeroDivisionError("a denominator is zero")
    return below


def _generator(expr: Expr, within: Field, one: flint.fmpq_mpoly) -> Ratio:
    gens = within.ring.gens()
    if expr.head != "exp":
        return Ratio(gens[within.places[alpha(expr)]], one)
    over = under = one
    for c, t in exponent_terms(expr.args[0]):
        name = exp(alpha(t))
        times = int(c / within.units[name]) if within.units[name] else 0
        if abs(times) > MOST_EXPONENT:
            raise TooLarge("an exponential to a very high power")
        power = gens[within.places[name]] ** abs(times)
        over, under = (over * power, under) if times > 0 else (over, under * power)
    return Ratio(over, under)


def same_rational(a: Expr, b: Expr) -> bool:
    """Whether a = b as rational functions of atoms and exponentials (True is a proof)."""
    within = make_field(a, b)
    try:
        left, right = ratio(a, within), ratio(b, within)
    except (ZeroDivisionError, TooLarge):
        return False
    return bool(multiplied(left.over, right.under) == multiplied(right.over, left.under))


def factored(expr: Expr) -> Expr:
    """`expr` as one quotient of products of irreducible factors, atoms as they were written."""
    within = make_field(expr)
    whole = ratio(expr, within)
    if not whole.over:
        return num(0)
    (top, above), (bottom, below) = (_factors(p, within) for p in (whole.over, whole.under))
    c = top / bottom
    return quotient(product(num(c.numerator), *above), product(num(c.denominator), *below))


def _factors(poly: flint.fmpq_mpoly, within: Field) -> tuple[Fraction, list[Expr]]:
    constant, found = poly.factor()
    number = Fraction(int(constant.p), int(constant.q))
    parts = []
    for base, exponent in found:
        parts.append(raised(write_polynomial(base, within), num(int(exponent))))
    return number, sorted(parts, key=lambda e: e.head == "add")


def write_polynomial(poly: flint.fmpq_mpoly, within: Field) -> Expr:
    names = list(within.places)
    terms = []
    for exponents, c in poly.to_dict().items():
        powers = [_write_power(names[i], int(e), within) for i, e in enumerate(exponents) if int(e)]
        terms.append(product(num(Fraction(int(c.p), int(c.q))), *powers))
    return total(*terms)


def _write_power(name: Expr, exponent: int, within: Field) -> Expr:
    if name not in within.units:
        return raised(within.shown[name], num(exponent))
    scale = within.units[name] * exponent
    t = within.shown[name]
    return exp(num(scale) if t is ONE else product(num(scale), t))
