"""Trees with their derivatives carried out, with δ, and sums between two numbers written out."""

from __future__ import annotations

from derive.engine.kernel.slopes import Slope, times
from derive.engine.kernel.unfold import Reject, Unfolder, exact
from derive.expressions.build import ONE, TRUE, add, conj, iverson, mul, num, rel, sub
from derive.expressions.expr import BINDERS, Expr, Index, free_indices, kinds, node, postorder
from derive.expressions.walk import freshen, rebuild, substitute, transform

MOST_WRITTEN = 200
TO_WRITE = kinds("deriv", *BINDERS)


class Symbolic(Slope):
    """∂/∂X_i with δ where X occurs at other places, below sums and products too."""

    def of(self, expr: Expr) -> Expr:
        for e in postorder(expr):
            if e.head == "entry" and e.args[0] is self.base:
                self.moving.add(e)
        return super().of(expr)

    def _entry(self, base: Expr, *places: Expr) -> Expr:
        pairs = zip(places, self.letter.args[1:], strict=True)
        return mul(*(node("delta", a, b) for a, b in pairs if a is not b))

    def _sum(self, body: Expr, *rest: Expr) -> Expr:
        at = self.only_place(body, *rest)
        if at is not None:
            own = [c for c in self.conditions if rest[0].value in free_indices(c)]
            for c in own:
                del self.conditions[c]
                self.conditions[substitute(c, {rest[0]: at})] = None
            return transform(substitute(self.memo[body], {rest[0]: at}), _same_place)
        return freshen(node("sum", self.inside(rest[0].value, self.memo[body], body), *rest))

    def only_place(self, body: Expr, index: Expr, lo: Expr, hi: Expr, condition: Expr) -> Expr | None:
        """k of ∂/∂X_k, where X stands in the summand of Σ_j at j alone, and k runs from 1 to n as j does."""
        places = self.letter.args[1:]
        known = self.unfolder.context.letters.get(places[0].value.name) if _free_place(places) else None
        if known is None or lo is not ONE or condition is not TRUE or (known.lo, known.hi) != (lo, hi):
            return None
        for e in postorder(body):
            if self.base in e.args and not (e.head == "entry" and e.args == (self.base, index)):
                return None
        return places[0]

    def _prod(self, body: Expr, index: Expr, lo: Expr, hi: Expr, condition: Expr) -> Expr:
        """Σ_k f′(k)·∏_{j≠k} f(j)."""
        others = freshen(node("prod", body, index, lo, hi, TRUE))
        apart = conj(rel("ne", others.args[1], index), substitute(condition, {index: others.args[1]}))
        rest = rebuild(others, (*others.args[:4], apart))
        term = self.inside(index.value, times(self.memo[body], rest), body)
        return freshen(node("sum", term, index, lo, hi, condition))

    def inside(self, index: Index, summand: Expr, body: Expr) -> Expr:
        """What the derivative of a summand asks for goes along with it, where the letter occurs in it."""
        own = [c for c in self.conditions if index in free_indices(c)]
        for c in own:
            del self.conditions[c]
        if not own:
            return summand
        met = [x for x in postorder(body) if x.head == "entry" and x.args[0] is self.base]
        places = [list(zip(x.args[1:], self.letter.args[1:], strict=True)) for x in met]
        same = [p for p in places[0] if all(p in other for other in places)] if places else []
        same = [(a, b) for a, b in same if a is not b and free_indices(a) <= free_indices(body)]
        deltas = [] if self.unfolder.stages else [node("delta", a, b) for a, b in same]
        return mul(*deltas, node("where", summand, *own))


def _free_place(places: tuple[Expr, ...]) -> bool:
    return len(places) == 1 and places[0].head == "idx" and not places[0].value.uid


def _same_place(e: Expr) -> Expr | None:
    return ONE if e.head == "delta" and e.args[0] is e.args[1] else None


def written(unfolder: Unfolder, expr: Expr) -> Expr:
    """Derivatives carried out, sums between two numbers written out."""
    if not expr.kinds & TO_WRITE:
        return expr
    done: dict[Expr, Expr] = {}
    for e in postorder(expr):
        new = rebuild(e, (done[a] for a in e.args))
        if e.head == "deriv":
            new = _derivative(unfolder, *new.args)
        done[e] = _at_delta(new) if new.head in BINDERS else new
    return done[expr]


def _at_delta(e: Expr) -> Expr:
    """Σ_j δ(j, v)·f(j) = [lo ≤ v]·[v ≤ hi]·f(v) for a case distinction f."""
    body, index, lo, hi, condition = e.args
    fits = e.head == "sum" and body.head == "mul" and condition is TRUE
    deltas = [x for x in body.args if fits and x.head == "delta" and index in x.args]
    for d in deltas:
        v, rest = d.args[d.args[0] is index], [x for x in body.args if x is not d]
        if index.value not in free_indices(v) and any(x.head == "cases" for x in postorder(*rest)):
            inside = iverson(rel("le", lo, v)), iverson(rel("le", v, hi))
            return mul(*inside, substitute(mul(*rest), {index: v}))
    return _terms(e)


def _derivative(unfolder: Unfolder, body: Expr, letter: Expr) -> Expr:
    base, conditions = letter.args[0] if letter.head == "entry" else letter, dict[Expr, None]()
    value = Symbolic(letter, base, conditions, unfolder).of(body)
    result = node("where", value, *conditions, node("defined", body))
    return result if base.value not in unfolder.uses else unfolder.unfold(result)


def _terms(e: Expr) -> Expr:
    body, index, lo, hi, condition = e.args
    low, high = exact(lo), exact(hi)
    if low is None or high is None:
        return e
    if low.denominator * high.denominator != 1 or not low - 1 <= high < low + MOST_WRITTEN:
        raise Reject("a sum whose limits are reversed, no integers, or far apart")
    parts = [summand(e.head, body, condition, index, num(k)) for k in range(int(low), int(high) + 1)]
    parts = [_written_within(p) for p in parts]
    return add(*parts) if e.head == "sum" else mul(*parts)


def _written_within(e: Expr) -> Expr:
    """Sums whose limits are numbers only now."""
    done: dict[Expr, Expr] = {}
    for x in postorder(e):
        new = rebuild(x, (done[a] for a in x.args))
        done[x] = _terms(new) if new.head in BINDERS else new
    return done[e]


def summand(head: str, body: Expr, condition: Expr, index: Expr, place: Expr) -> Expr:
    """The summand (or factor) at a place."""
    value, c = substitute(body, {index: place}), substitute(condition, {index: place})
    if condition is TRUE:
        return value
    return mul(value, iverson(c)) if head == "sum" else add(ONE, mul(iverson(c), sub(value, ONE)))
