"""Limits of rational functions of t and of exponentials e^{at}, by their dominant terms.

    lim_{t→∞} tanh(ts) = 1 for s > 0, −1 for s < 0, 0 for s = 0

With the greatest growth t^k e^{rt} of numerator and denominator taken out, f = F(w₁, w₂, …) with a
rational F and decaying monomials w = t^k e^{−at} (a > 0, or a = 0 and k < 0). Each w tends to 0, and F is
continuous at 0 when its denominator is not zero there. At a finite point, f tends to its value there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from derive.engine.conditions import definedness
from derive.engine.facts import Facts
from derive.engine.field import Frac, Poly
from derive.engine.learning import learn, normalizer
from derive.engine.normal import Normalizer
from derive.engine.signs import irreducible, nonzero, sign_of, strictly_positive
from derive.errors import DeriveError
from derive.expressions.build import ONE, ZERO, add, div, mul, neg, num, rel, sub
from derive.expressions.expr import Expr, Index, free_indices, kinds, node, postorder
from derive.expressions.walk import letters, substitute
from derive.notation.functions import FunctionTable

Scope = dict[Index, tuple[Expr, Expr]]
INFINITY = node("const", value="inf")
LIMIT = kinds("limit")
HOLDS: dict[str, Callable[[Any], bool]] = {
    "ne": lambda gap: gap != 0,
    "gt": lambda gap: gap > 0,
    "ge": lambda gap: gap >= 0,
    "lt": lambda gap: gap < 0,
    "le": lambda gap: gap <= 0,
}


class NoLimit(DeriveError):
    """A limit that this method does not find."""


@dataclass(frozen=True)
class Branch:
    """Where the `conditions` (f, sign) hold: body = form with w_j = t^{k_j}·e^{−a_j t}; its limit `value`."""

    conditions: tuple[tuple[Expr, int], ...]
    form: Expr
    decays: tuple[tuple[Expr, int, Expr], ...]
    value: Expr


@dataclass(frozen=True)
class Step:
    """A limit's value, and what the kernel follows to it."""

    value: Expr
    data: dict[str, Any]


@dataclass(frozen=True)
class Limit:
    """lim_{letter→target} body, case by case."""

    body: Expr
    letter: Expr
    target: Expr
    branches: tuple[Branch, ...]
    step: Step | None = None

    @property
    def value(self) -> Expr:
        if self.step is not None:
            return self.step.value
        if len(self.branches) == 1 and not self.branches[0].conditions:
            return self.branches[0].value
        head = {1: "gt", -1: "lt", 0: "eq"}
        parts: list[Expr] = []
        for b in self.branches:
            relations = [rel(head[s], f, ZERO) for f, s in b.conditions]
            parts += [b.value, relations[0] if len(relations) == 1 else node("and", *relations)]
        return node("cases", *parts)

    def data(self) -> dict[str, Any]:
        """What the kernel follows."""
        if self.step is not None:
            return {"step": self.step.data}
        return {
            "branches": [
                {"signs": list(b.conditions), "form": b.form, "decays": list(b.decays)} for b in self.branches
            ]
        }


def without_limits(
    sides: Sequence[Expr],
    facts: Facts,
    functions: FunctionTable,
    scope: Scope,
    find: Callable[[Expr, Facts, FunctionTable, Scope], Limit],
) -> tuple[tuple[Expr, ...], tuple[Limit, ...]]:
    """The sides with their limits' values put in, innermost first."""
    found: list[Limit] = []
    if not any(s.kinds & LIMIT for s in sides):
        return tuple(sides), ()
    while True:
        each = next((e for e in postorder(*sides) if e.head == "limit"), None)
        if each is None:
            return tuple(sides), tuple(found)
        limit = find(each, facts, functions, scope)
        found.append(limit)
        sides = tuple(substitute(s, {each: limit.value}) for s in sides)


def limit_of(expr: Expr, facts: Facts, functions: FunctionTable, scope: Scope) -> Limit:
    body, letter, target = expr.args
    sign = -1 if target is neg(INFINITY) else 1
    if target is not INFINITY and sign > 0:
        return Limit(body, letter, target, (_at_point(body, letter, target, facts, functions, scope),))
    turned = substitute(body, {letter: neg(letter)}) if sign < 0 else body
    positive = learn(facts, [rel("gt", letter, ZERO)], scope, frozenset())
    require_defined(turned, positive, functions, scope)
    branches = list(_branches(turned, letter, positive, scope, ()))
    return Limit(body, letter, target, tuple(branches))


def _at_point(
    body: Expr, letter: Expr, target: Expr, facts: Facts, functions: FunctionTable, scope: Scope
) -> Branch:
    """The value at the point, the common factors of numerator and denominator removed before."""
    n = normalizer(facts, scope)
    form = n.express(n.forms(body)[0])
    value = substitute(form, {letter: target})
    if any(e.head in ("sign", "floor", "cases", "heaviside", "iverson") for e in postorder(form)):
        raise NoLimit("a limit of something that jumps")
    require_defined(value, facts, functions, scope)
    return Branch((), form, (), value)


def require_defined(expr: Expr, facts: Facts, functions: FunctionTable, scope: Scope) -> None:
    """Every condition of `expr` is certain."""
    for condition, _ in definedness(functions, facts.role, expr):
        n = normalizer(facts, scope)
        if _holds_for_numbers(n, condition):
            continue
        try:
            content, factors = n.run(lambda n=n, c=condition: irreducible(n, n.form(sub(*c.args))))  # type: ignore[misc]
        except DeriveError as error:
            raise NoLimit("where the limit's expression has a value is not known") from error
        sign = 1 if content > 0 else -1
        for f, e in factors:
            strict = strictly_positive(n, f) or strictly_positive(n, -f)
            sign *= sign_of(n, f) if e % 2 and condition.head != "ne" else 1
            if not (strict or nonzero(n, f)) and condition.head != "ge":
                raise NoLimit("where the limit's expression has a value is not known")
        if (condition.head in ("gt", "ge") and sign <= 0) or condition.head in ("lt", "le", "eq"):
            raise NoLimit("where the limit's expression has a value is not known")


def _holds_for_numbers(n: Normalizer, condition: Expr) -> bool:
    """A relation between numbers that holds."""
    if condition.head not in HOLDS or letters(condition):
        return False
    try:
        gap = n.ring.constant_value(n.forms(sub(*condition.args))[0])
    except (DeriveError, ZeroDivisionError):
        return False
    return gap is not None and HOLDS[condition.head](gap)


# ---- growth ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Term:
    """coefficient · t^power · e^{rate·t}"""

    coefficient: Expr
    power: int
    rate: Expr


def _branches(
    body: Expr, letter: Expr, facts: Facts, scope: Scope, conditions: tuple[tuple[Expr, int], ...]
) -> Iterator[Branch]:
    """One branch for each combination of signs of the differences of rates."""
    if len(conditions) > 3:
        raise NoLimit("the limit depends on the signs of more than three expressions")
    n = normalizer(facts, scope)
    form = n.forms(body)[0]
    top, bottom = (_terms(n, p, letter) for p in (form.num, form.den))
    open_sign = next(_open_signs(n, [*top, *bottom]), None)
    if open_sign is None:
        yield _dominated(n, top, bottom, letter, conditions)
        return
    for s in (1, -1, 0):
        cell, put = _cell(body, facts, scope, open_sign, s)
        yield from _branches(put, letter, cell, scope, (*conditions, (open_sign, s)))


def _cell(body: Expr, facts: Facts, scope: Scope, f: Expr, sign: int) -> tuple[Facts, Expr]:
    if sign:
        return learn(facts, [rel("gt" if sign > 0 else "lt", f, ZERO)], scope, frozenset()), body
    for each in postorder(f):
        if each.head == "sym" or (each.head == "entry" and not free_indices(each)):
            n = normalizer(facts, scope)
            whole, zero, one = n.forms(f, *(substitute(f, {each: v}) for v in (ZERO, ONE)))
            slope = n.ring.constant_value(n.ring.sub(one, zero))
            line = n.ring.add(n.ring.mul(n.ring.sub(one, zero), n.form(each)), zero)
            if slope and n.ring.equal(whole, line):
                value = n.express(n.ring.mul(n.rational(-1 / slope), zero))
                return facts, substitute(body, {each: value})
    raise NoLimit("the zeros of a rate of growth cannot be solved for a letter")


def _terms(n: Normalizer, p: Poly, letter: Expr) -> list[Term]:
    out = []
    for c, exponents in n.ring.terms(n.ring.lift(p)):
        k, rate, rest = 0, n.ring.zero, {}
        for i, e in exponents.items():
            g = n.ring.generators[i]
            if g.expr is letter:
                k = e
            elif not any(x is letter for x in postorder(g.expr)):
                rest[i] = e
            elif g.kind == "exp":
                rate = n.ring.add(rate, n.ring.mul(n.ring.integer(e), _rate(n, g.payload, letter)))
            else:
                raise NoLimit(f"no limit is known of something with {g.expr.head} of the letter")
        out.append(Term(mul(num(c), n.express_poly(n.ring.monomial(rest))), k, n.express(rate)))
    return out


def _rate(n: Normalizer, exponent: Expr, letter: Expr) -> Frac:
    """a with exponent = a·t."""
    rate = n.form(substitute(exponent, {letter: ONE}))
    if any(x is letter for x in postorder(n.express(rate))) or not n.ring.equal(
        n.form(exponent), n.ring.mul(rate, n.form(letter))
    ):
        raise NoLimit("an exponent that is not linear in the letter")
    return rate


def _open_signs(n: Normalizer, terms: Sequence[Term]) -> Iterator[Expr]:
    """The factors whose signs must be known to order the rates."""
    rates = list(dict.fromkeys(t.rate for t in terms))
    for i, a in enumerate(rates):
        for b in rates[:i]:
            for f, e in irreducible(n, n.form(sub(a, b)))[1]:
                strict = strictly_positive(n, f) or strictly_positive(n, -f)
                if e % 2 and not strict:
                    yield n.express_poly(f)


def _compare(n: Normalizer, a: Term, b: Term) -> int:
    gap = n.form(sub(a.rate, b.rate))
    if gap.num == 0:
        return a.power - b.power
    content, factors = irreducible(n, gap)
    sign = 1 if content > 0 else -1
    for f, e in factors:
        sign *= (1 if strictly_positive(n, f) else -1) if e % 2 else 1
    return sign


def _dominated(
    n: Normalizer, top: list[Term], bottom: list[Term], letter: Expr, conditions: tuple[tuple[Expr, int], ...]
) -> Branch:
    """Divide numerator and denominator by the greatest growth of the denominator."""
    lead = bottom[0]
    for t in bottom[1:]:
        lead = t if _compare(n, t, lead) > 0 else lead
    if any(_compare(n, t, lead) > 0 for t in top):
        raise NoLimit("the expression grows without bound")
    decays: list[tuple[Expr, int, Expr]] = []
    above, below = (_relative(n, part, lead, decays) for part in (top, bottom))
    form = div(above, below)
    at_zero = substitute(form, {w: ZERO for w, _, _ in decays})
    rest = n.form(at_zero.args[1])
    if rest.num == 0 or not all(nonzero(n, f) for f, _ in irreducible(n, rest)[1]):
        raise NoLimit("the leading coefficient of the denominator may be zero")
    return Branch(conditions, form, tuple(decays), n.express(n.form(at_zero)))


def _relative(n: Normalizer, terms: list[Term], lead: Term, decays: list[tuple[Expr, int, Expr]]) -> Expr:
    parts = []
    for t in terms:
        k, a = t.power - lead.power, n.express(n.form(sub(lead.rate, t.rate)))
        if k == 0 and a is ZERO:
            parts.append(t.coefficient)
            continue
        known = next((w for w, p, r in decays if p == k and r is a), None)
        if known is None:
            known = node("sym", value=f"w_{len(decays) + 1}")
            decays.append((known, k, a))
        parts.append(mul(t.coefficient, known))
    return add(*parts) if parts else ZERO
