"""Derivatives of trees without sums, deltas or bound indices; the conditions met on the way are kept."""

from __future__ import annotations

from collections.abc import Callable

from derive.engine.kernel.gates import changes, step
from derive.engine.kernel.needs import whole_valued
from derive.engine.kernel.unfold import HALF, VALUE_OF, Reject, Unfolder
from derive.expressions.build import (
    ONE,
    PI,
    TWO,
    ZERO,
    add,
    div,
    exp,
    log,
    mul,
    neg,
    num,
    power,
    rel,
    sub,
)
from derive.expressions.expr import LOGIC, RELATIONS, Expr, node, number_value, postorder
from derive.expressions.walk import substitute


def _root(u: Expr) -> Expr:
    return power(sub(ONE, power(u, TWO)), HALF)


TABLE: dict[str, Callable[[Expr], Expr]] = {
    "exp": exp,
    "log": lambda u: div(ONE, u),
    "sin": lambda u: node("cos", u),
    "cos": lambda u: neg(node("sin", u)),
    "tan": lambda u: add(ONE, power(node("tan", u), TWO)),
    "atan": lambda u: div(ONE, add(ONE, power(u, TWO))),
    "asin": lambda u: div(ONE, _root(u)),
    "acos": lambda u: neg(div(ONE, _root(u))),
    "sqrt": lambda u: div(ONE, mul(TWO, node("sqrt", u))),
    "abs": lambda u: node("sign", u),
    "erf": lambda u: mul(div(TWO, power(PI, HALF)), exp(neg(power(u, TWO)))),
    **dict.fromkeys(("sign", "heaviside", "floor"), lambda u: ZERO),
}
SMOOTH: dict[str, Callable[[Expr], Expr]] = {
    **dict.fromkeys(("abs", "sign", "heaviside"), lambda u: rel("ne", u, ZERO)),
    **dict.fromkeys(("asin", "acos"), lambda u: rel("gt", sub(ONE, power(u, TWO)), ZERO)),
    **dict.fromkeys(("log", "sqrt"), lambda u: rel("gt", u, ZERO)),
    "floor": lambda u: rel("ne", node("sin", mul(PI, u)), ZERO),
}
STRICT = {"ge": "gt", "le": "lt"}
OF_GAMMA = ("value_of_gamma", "value_of_loggamma")


class Slope:
    """∂/∂letter, every node once."""

    def __init__(self, letter: Expr, base: Expr, conditions: dict[Expr, None], unfolder: Unfolder) -> None:
        self.letter, self.base, self.conditions, self.unfolder = letter, base, conditions, unfolder
        self.memo: dict[Expr, Expr] = {}
        self.moving: set[Expr] = set()

    def of(self, expr: Expr) -> Expr:
        whole = self.letter is not self.base
        for e in postorder(expr):
            if whole and self.base in e.args and e.head != "entry":
                raise Reject("a whole array where its entries are differentiated by")
            if self.unfolder.stages and changes(self.unfolder, e, self.base):
                self.moving.add(e)
                self.memo[e] = self._through(e)
                continue
            if e is self.letter or (e.head != "entry" and any(a in self.moving for a in e.args)):
                self.moving.add(e)
            self.memo[e] = self._at(e) if e in self.moving else ZERO
        return self.memo[expr]

    def _through(self, e: Expr) -> Expr:
        """∂ of a kept letter, through its definition."""
        factor, inner, needed = step(self.unfolder, e, self.base)
        self.conditions.update(dict.fromkeys(needed))
        return times(factor, self.of(inner))

    def _at(self, e: Expr) -> Expr:
        d, args = self.memo, e.args
        if e is self.letter:
            return ONE
        rule = getattr(self, f"_{e.head}", None)
        if rule is not None:
            return rule(*args)  # type: ignore[no-any-return]
        if e.head in OF_GAMMA:
            slope = self.unfolder.unfold(node("digamma", *args))
            return times(slope if e.head == "value_of_loggamma" else mul(e, slope), d[args[0]])
        if e.head in TABLE and len(args) == 1:
            if e.head in SMOOTH:
                self.conditions[SMOOTH[e.head](args[0])] = None
            return times(TABLE[e.head](args[0]), d[args[0]])
        if e.head in RELATIONS or e.head in LOGIC or e.head == "defined":
            return ZERO
        return self._declared(e)

    def _declared(self, e: Expr) -> Expr:
        """The derivative that the library declares for a function without a defining form."""
        known = self.unfolder.functions.get(e.head.removeprefix(VALUE_OF))
        if known is None or not e.head.startswith(VALUE_OF):
            raise Reject(f"no derivative of {e.head} is known here")
        at = dict(zip(known.parameters, e.args, strict=True))
        for relation in known.smooth:
            self.conditions[self.unfolder.unfold(substitute(relation, at))] = None
        total: list[Expr] = []
        for k, a in enumerate(e.args):
            if self.memo[a] is not ZERO:
                slope = known.derivatives[k] if k < len(known.derivatives) else None
                if slope is None:
                    raise Reject(f"no derivative of {known.name} is known here")
                total.append(times(self.unfolder.unfold(substitute(slope, at)), self.memo[a]))
        return plus(*total)

    def _add(self, *args: Expr) -> Expr:
        return plus(*(self.memo[a] for a in args))

    def _neg(self, a: Expr) -> Expr:
        return ZERO if self.memo[a] is ZERO else neg(self.memo[a])

    def _mul(self, *args: Expr) -> Expr:
        return plus(*(times(*args[:k], self.memo[a], *args[k + 1 :]) for k, a in enumerate(args)))

    def _div(self, f: Expr, g: Expr) -> Expr:
        df, dg = self.memo[f], self.memo[g]
        first = ZERO if df is ZERO else div(df, g)
        return first if dg is ZERO else plus(first, neg(div(times(f, dg), power(g, TWO))))

    def _pow(self, f: Expr, g: Expr) -> Expr:
        df, dg, c = self.memo[f], self.memo[g], number_value(g)
        if c is not None and c.denominator == 1:
            return ZERO if df is ZERO or c == 0 else times(num(c), power(f, num(c - 1)), df)
        if f.head == "const" and f.value == "e":
            return times(power(f, g), dg)
        if dg is ZERO and whole_valued(self.unfolder.context, g):
            return times(g, power(f, sub(g, ONE)), df)
        self.conditions[rel("gt", f, ZERO)] = None
        whole = power(f, g)
        return plus(times(g, div(whole, f), df), times(whole, log(f), dg))

    def _call(self, name: Expr, *args: Expr) -> Expr:
        places = [(a, k if len(args) > 1 else "") for k, a in enumerate(args, start=1)]
        primes = [(a, node("sym", value=f"{name.value}\N{PRIME}{k}")) for a, k in places]
        return plus(*(times(node("call", prime, *args), self.memo[a]) for a, prime in primes))

    def _where(self, value: Expr, *conditions: Expr) -> Expr:
        for c in conditions:
            if c in self.moving and c.head in ("eq", *LOGIC):
                raise Reject("a derivative where an equation must hold")
            self.conditions[node(STRICT.get(c.head, c.head), *c.args) if c in self.moving else c] = None
        return self.memo[value]

    def _max(self, *args: Expr) -> Expr:
        return self._extreme("max", *args)

    def _min(self, *args: Expr) -> Expr:
        return self._extreme("min", *args)

    def _extreme(self, head: str, best: Expr, *others: Expr) -> Expr:
        """max(a, b)′ = a′·[a > b] + b′·[b > a] for a ≠ b."""
        found = self.memo[best]
        for other in (e for e in others if e is not best):
            self.conditions.setdefault(rel("ne", best, other))
            over, under = sub(best, other), sub(other, best)
            first, second = (over, under) if head == "max" else (under, over)
            found = plus(
                times(found, node("heaviside", first)), times(self.memo[other], node("heaviside", second))
            )
            best = node(head, best, other)
        return found

    def _cases(self, *args: Expr) -> Expr:
        for each in postorder(*args[1::2]):
            if each.head in RELATIONS and each in self.moving:
                self.conditions[rel("ne", *each.args)] = None
        return node("cases", *(self.memo[a] if k % 2 == 0 else a for k, a in enumerate(args)))

    def _iverson(self, condition: Expr) -> Expr:
        self._cases(ONE, condition)
        return ZERO


def times(*parts: Expr) -> Expr:
    return ZERO if ZERO in parts else mul(*(p for p in parts if p is not ONE))


def plus(*parts: Expr) -> Expr:
    return add(*(p for p in parts if p is not ZERO))
