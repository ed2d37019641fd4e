"""Limits by steps: Taylor series, x = 1/t, x = e^s, parts that have limits (rules: kernel/approach.py).

Tried in turn, each on what the step before leaves; the first way that comes to an end is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from derive.engine.differentiate import differentiate
from derive.engine.facts import Facts
from derive.engine.kernel.approach import BOUNDED, ENDS, MOST_ORDER, one_sided, turned
from derive.engine.kernel.nearness import INFINITY
from derive.engine.learning import learn, normalizer
from derive.engine.limits import Limit, NoLimit, Scope, Step, limit_of, require_defined
from derive.engine.normal import Normalizer
from derive.engine.signs import irreducible, nonzero, strict_sign, strictly_positive
from derive.engine.written_terms import fraction
from derive.errors import DeriveError
from derive.expressions.build import ONE, ZERO, add, div, exp, log, mul, neg, rel, sym
from derive.expressions.expr import Expr, kinds, node, number_value, postorder
from derive.expressions.walk import occurs, rebuild, substitute, transform
from derive.notation.functions import FunctionTable

MOST_STEPS, DEEPEST = 60, 5
LOGARITHM = kinds("log")
UNTIDY = frozenset({"cis", "abs", "sign"})


def limit_by_steps(expr: Expr, facts: Facts, functions: FunctionTable, scope: Scope) -> Limit:
    """By dominant terms, or step by step; raises NoLimit."""
    try:
        return limit_of(expr, facts, functions, scope)
    except DeriveError as error:
        body, letter, target = expr.args
        if target is neg(INFINITY):
            body, target = substitute(body, {letter: neg(letter)}), INFINITY
        found = _Seeker(facts, functions, scope).seek(body, letter, target, False, DEEPEST)
        if found is None:
            raise NoLimit(str(error)) from error
        return Limit(expr.args[0], letter, expr.args[2], (), found)


@dataclass
class _Seeker:
    facts: Facts
    functions: FunctionTable
    scope: Scope
    left: int = MOST_STEPS
    letters: int = field(default=0)

    def seek(self, body: Expr, x: Expr, target: Expr, right: bool, depth: int) -> Step | None:
        """`right`: x comes to the target from above."""
        self.left -= 1
        if self.left < 0 or not depth:
            return None
        right = right or (target is ZERO and one_sided(body, x))
        if not occurs(x, body):
            return Step(body, {"rule": "parts", "outer": body, "parts": []})
        for way in WAYS:
            try:
                found = way(self, body, x, target, right, depth - 1)
            except (DeriveError, ZeroDivisionError):
                continue
            if found is not None:
                return found
        return None

    def new_letter(self) -> Expr:
        self.letters += 1
        return sym(f"t·{self.letters}")

    def known(self, x: Expr, target: Expr, right: bool) -> Facts:
        """x is beyond 0 on its way to infinity."""
        if target is INFINITY:
            return learn(self.facts, [rel("gt", x, ZERO)], self.scope, frozenset())
        if right:
            return learn(self.facts, [rel("gt", x, target)], self.scope, frozenset())
        return self.facts

    def form(self, body: Expr, x: Expr, target: Expr, right: bool) -> tuple[Expr, Expr]:
        """Numerator and denominator of the normal form."""
        n = normalizer(self.known(x, target, right), self.scope)
        form = n.forms(body)[0]
        over, under = n.express_poly(n.ring.lift(form.num)), n.express_poly(n.ring.lift(form.den))
        if any(e.head in UNTIDY for e in postorder(over, under)):
            return fraction(transform(body, lambda e: _tidied(n, e)))
        return over, under

    def sign_at(self, e: Expr) -> int | None:
        """0 or another number when that is certain of e, which is free of the letter: 0, ±1 (not 0)."""
        n = normalizer(self.facts, self.scope)
        form = n.forms(e)[0]
        if form.num == 0:
            return 0
        fine = all(nonzero(n, f) for f, _ in irreducible(n, form)[1])
        return 1 if fine else None


def _tidied(n: Normalizer, e: Expr) -> Expr | None:
    """A function of the normal form of its argument."""
    if len(e.args) != 1 or e.head == "neg":
        return None
    try:
        shown = n.express(n.forms(e.args[0])[0])
    except (DeriveError, ZeroDivisionError):
        return None
    return None if any(x.head in UNTIDY for x in postorder(shown)) else rebuild(e, (shown,))


def _leading(seek: _Seeker, body: Expr, x: Expr, target: Expr, right: bool, depth: int) -> Step | None:
    found = limit_of(node("limit", body, x, target), seek.facts, seek.functions, seek.scope)
    if len(found.branches) != 1 or found.branches[0].conditions:
        return None
    b = found.branches[0]
    return Step(b.value, {"rule": "leading", "form": b.form, "decays": list(b.decays)})


def _taylor(seek: _Seeker, body: Expr, x: Expr, target: Expr, right: bool, depth: int) -> Step | None:
    if target is INFINITY:
        return None
    above, below = seek.form(body, x, target, right)
    f, g = above, below
    for k in range(MOST_ORDER):
        values = [substitute(e, {x: target}) for e in (f, g)]
        for v in values:
            require_defined(v, seek.facts, seek.functions, seek.scope)
        bottom = seek.sign_at(values[1])
        if bottom == 1:
            return Step(div(*values), {"rule": "taylor", "above": above, "below": below, "order": k})
        if bottom is None or seek.sign_at(values[0]) != 0:
            return None
        f, g = (differentiate(e, x, seek.functions) for e in (f, g))
    return None


def _null(seek: _Seeker, body: Expr, x: Expr, target: Expr, right: bool, depth: int) -> Step | None:
    factors = list(body.args) if body.head == "mul" else []
    if body.head == "div":
        factors = [
            div(ONE, body.args[1]),
            *(body.args[0].args if body.args[0].head == "mul" else body.args[:1]),
        ]
    for k, g in enumerate(factors):
        if g.head in BOUNDED and occurs(x, g) and len(factors) > 1:
            small = mul(*factors[:k], *factors[k + 1 :])
            found = seek.seek(small, x, target, right, depth)
            if found is not None and seek.sign_at(found.value) == 0:
                return Step(ZERO, {"rule": "null", "small": small, "bounded": g, "inner": found.data})
    return None


def _end(seek: _Seeker, body: Expr, x: Expr, target: Expr, right: bool, depth: int) -> Step | None:
    if all(head != body.head for head, _ in ENDS):
        return None
    u = body.args[0]
    n = normalizer(seek.known(x, target, right), seek.scope)
    factors = irreducible(n, n.forms(u)[0])
    sign = 1 if factors[0] > 0 else -1
    for f, e in factors[1]:
        if e % 2:
            if not (strictly_positive(n, f) or strictly_positive(n, -f)):
                return None
            sign *= 1 if strictly_positive(n, f) else -1
    inner = seek.seek(div(ONE, u), x, target, right, depth)
    if inner is None or seek.sign_at(inner.value) != 0 or (body.head, sign) not in ENDS:
        return None
    return Step(
        ENDS[body.head, sign],
        {"rule": "end", "head": body.head, "argument": u, "sign": sign, "inner": inner.data},
    )


def _small_power(seek: _Seeker, body: Expr, x: Expr, target: Expr, right: bool, depth: int) -> Step | None:
    """b^{kn + c} → 0 for −1 < b < 1, n a whole number."""
    if (
        body.head != "pow"
        or target is not INFINITY
        or not seek.facts.is_integer(x)
        or occurs(x, body.args[0])
    ):
        return None
    n = normalizer(seek.facts, seek.scope)
    for gap in n.forms(*(add(ONE, b) for b in (body.args[0], neg(body.args[0])))):
        above, below = (n.ring.lift(p) for p in (gap.num, gap.den))
        if not strict_sign(n, above) or strict_sign(n, above) != strict_sign(n, below):
            return None
    return Step(ZERO, {"rule": "power"})


def _of_logarithm(seek: _Seeker, body: Expr, x: Expr, target: Expr, right: bool, depth: int) -> Step | None:
    """body = log e^body, where e^body has no logarithm left."""
    if not body.kinds & LOGARITHM or body.head not in ("add", "log"):
        return None
    over, under = seek.form(exp(body), x, target, right)
    inner = div(over, under)
    if inner.kinds & LOGARITHM:
        return None
    w = seek.new_letter()
    return _with_parts(seek, log(w), [(w, inner)], x, target, right, depth)


def _of_power(seek: _Seeker, body: Expr, x: Expr, target: Expr, right: bool, depth: int) -> Step | None:
    """b^u = e^{u log b}"""
    if body.head != "pow" or not occurs(x, body.args[1]):
        return None
    w = seek.new_letter()
    inner = mul(body.args[1], log(body.args[0]))
    return _with_parts(seek, exp(w), [(w, inner)], x, target, right, depth)


def _of_parts(seek: _Seeker, body: Expr, x: Expr, target: Expr, right: bool, depth: int) -> Step | None:
    """The arguments that move, as letters."""
    if body.head not in (
        "add",
        "mul",
        "div",
        "neg",
        "exp",
        "log",
        "sqrt",
        "pow",
        "sin",
        "cos",
        "atan",
        "erf",
    ):
        return None
    if body.head == "pow" and number_value(body.args[1]) is None:
        return None
    args, parts = [], []
    for a in body.args:
        if occurs(x, a):
            parts.append((seek.new_letter(), a))
            args.append(parts[-1][0])
        else:
            args.append(a)
    return _with_parts(seek, rebuild(body, args), parts, x, target, right, depth)


def _with_parts(
    seek: _Seeker, outer: Expr, parts: list[tuple[Expr, Expr]], x: Expr, target: Expr, right: bool, depth: int
) -> Step | None:
    at, data = dict[Expr, Expr](), list[list[Any]]()
    for w, part in parts:
        found = seek.seek(part, x, target, right, depth)
        if found is None:
            return None
        at[w] = found.value
        data.append([w.value, part, found.data])
    value = substitute(outer, at)
    n = normalizer(seek.facts, seek.scope)
    n.forms(value)  # it has a value
    return Step(value, {"rule": "parts", "outer": outer, "parts": data})


def _shorter(seek: _Seeker, body: Expr, x: Expr, target: Expr, right: bool, depth: int) -> Step | None:
    """The normal form, where it is shorter."""
    inner = div(*seek.form(body, x, target, right))
    inner = inner.args[0] if inner.args[1] is ONE else inner
    if sum(1 for _ in postorder(inner)) >= sum(1 for _ in postorder(body)):
        return None
    w = seek.new_letter()
    return _with_parts(seek, w, [(w, inner)], x, target, right, depth)


def _turn(seek: _Seeker, body: Expr, x: Expr, target: Expr, right: bool, depth: int) -> Step | None:
    if target is not INFINITY:
        return None
    t = seek.new_letter()
    inner = seek.seek(turned(body, x, t), t, ZERO, True, depth)
    return inner and Step(inner.value, {"rule": "turn", "letter": t.value, "inner": inner.data})


def _grow(seek: _Seeker, body: Expr, x: Expr, target: Expr, right: bool, depth: int) -> Step | None:
    if not body.kinds & LOGARITHM or not (target is INFINITY or target is ZERO):
        return None
    s = seek.new_letter()
    grown = substitute(body, {x: exp(s if target is INFINITY else neg(s))})
    inner = seek.seek(grown, s, INFINITY, False, depth)
    return inner and Step(inner.value, {"rule": "grow", "letter": s.value, "inner": inner.data})


Way = Callable[[_Seeker, Expr, Expr, Expr, bool, int], Step | None]
WAYS: tuple[Way, ...] = (
    _leading,
    _taylor,
    _null,
    _end,
    _small_power,
    _of_logarithm,
    _turn,
    _of_power,
    _shorter,
    _of_parts,
    _grow,
)
