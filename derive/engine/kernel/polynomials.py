"""Trees multiplied out, in what is no sum or product."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from derive.engine.kernel.unfold import Reject, exact
from derive.expressions.build import ONE, add, mul, num
from derive.expressions.expr import Expr, node

Terms = dict[tuple[Expr, ...], Fraction]
MOST_TERMS, MOST_PRODUCTS = 24, 400


def terms(e: Expr) -> Terms:
    """e multiplied out: products of factors, with their numbers."""
    c = exact(e)
    if c is not None:
        return {(): c} if c else {}
    if e.head == "where":
        return terms(e.args[0])
    if e.head == "add":
        return gathered([(k, q) for a in e.args for k, q in terms(a).items()])
    if e.head == "neg" or (e.head == "div" and (c := exact(e.args[1]))):
        return {k: q / (c or -1) for k, q in terms(e.args[0]).items()}
    if e.head == "pow" and (n := exact(e.args[1])) is not None and n in (1, 2, 3, 4):
        return terms(mul(*[e.args[0]] * int(n)))
    if e.head not in ("mul", "div"):
        return {(e,): Fraction(1)}
    factors = e.args if e.head == "mul" else e.args[:1]
    parts: list[Terms] = [terms(a) for a in factors]
    if e.head == "div":
        parts.append({(node("div", ONE, e.args[1]),): Fraction(1)})
    total: Terms = {(): Fraction(1)}
    for part in parts:
        if len(total) * len(part) > MOST_PRODUCTS:
            raise Reject("too many terms once multiplied out")
        total = gathered([((*k, *m), q * r) for k, q in total.items() for m, r in part.items()])
    return total


def gathered(pairs: list[tuple[tuple[Expr, ...], Fraction]]) -> Terms:
    """Like terms together; D·(1/D) is left out (D is not zero where the quotient has a value)."""
    out: dict[tuple[int, ...], tuple[tuple[Expr, ...], Fraction]] = {}
    for factors, q in pairs:
        left = list(factors)
        for x in factors:
            if x.head == "div" and x.args[1] in left:
                left.remove(x)
                left.remove(x.args[1])
        name = tuple(sorted(map(id, left)))
        known = out.get(name)
        out[name] = (tuple(left), q) if known is None else (known[0], known[1] + q)
    return {factors: q for factors, q in out.values() if q}


def over_line(e: Expr) -> tuple[Expr, list[Expr]]:
    """(N, [D, …]) with e = N/(D·…), the denominators D that are sums."""
    if e.head in ("mul", "neg"):
        parts = [over_line(a) for a in e.args]
        above = mul(*(n for n, _ in parts)) if e.head == "mul" else mul(num(-1), parts[0][0])
        return above, [d for _, ds in parts for d in ds]
    if e.head == "div" and e.args[1].head == "add":
        above, below = over_line(e.args[0])
        return above, [*below, e.args[1]]
    return e, []


def shown(parts: Terms) -> Expr:
    return add(*(mul(num(q), *k) for k, q in parts.items()))


@lru_cache(maxsize=8192)
def polynomial(e: Expr) -> Terms | None:
    """The terms, each with its factors in one order; None when they are many."""
    try:
        found = in_order(terms(e))
    except Reject:
        return None
    return found if len(found) <= MOST_TERMS else None


def in_order(found: Terms) -> Terms:
    return {tuple(sorted(k, key=id)): q for k, q in found.items()}


@lru_cache(maxsize=8192)
def product_of(u: Expr, v: Expr) -> Terms:
    """The product of two trees, each of which is a polynomial."""
    p, q = terms(u), terms(v)
    return in_order(gathered([((*k, *m), a * b) for k, a in p.items() for m, b in q.items()]))
