"""Sums that are left as atoms: inner ones opened, their dummies turned the shortest way, their signs."""

from __future__ import annotations

from itertools import product

from derive.engine.labelling import Dummy, Factor, canonical
from derive.engine.normal import Normalizer
from derive.expressions.build import ONE, add, div, fresh_idx, num, power, sub
from derive.expressions.expr import Expr, free_indices, postorder
from derive.expressions.walk import substitute

MAX_TURNS = 3


def directed(n: Normalizer, dummies: list[Dummy], factors: list[Factor]) -> list[Factor]:
    """Of the ways to run the dummies that stand in arithmetic forwards or backwards, the shortest text."""
    turning = [d for d in dummies if any(f is d[0] or _shifted(f, d[0]) for f, _ in factors)][:MAX_TURNS]
    best, least = factors, canonical(dummies, factors) if turning else ""
    for chosen in product((False, True), repeat=len(turning)):
        turned = {d[0]: sub(add(d[1], d[2]), d[0]) for d, back in zip(turning, chosen, strict=True) if back}
        if turned:
            candidate = [(_turned(n, f, turned), k) for f, k in factors]
            text = canonical(dummies, candidate)
            if (len(text), text) < (len(least), least):
                best, least = candidate, text
    return best


def in_order(factors: list[Factor], dummy: Dummy) -> bool:
    """Whether entries are taken at the dummy itself, and the dummy stands beside other places in a factor."""
    plain = not any(_shifted(f, dummy[0]) for f, _ in factors)
    return plain and any(f.head == "add" and dummy[0] in (*f.args, *_negated(f)) for f, _ in factors)


def _negated(f: Expr) -> list[Expr]:
    return [a.args[0] for a in f.args if a.head == "neg"]


def _shifted(f: Expr, index: Expr) -> bool:
    """Whether the index occurs inside sums and differences of places."""
    places = (a for e in postorder(f) if e.head == "entry" for a in e.args[1:] if a.head != "idx")
    return any(index.value in free_indices(a) for a in places)


def _turned(n: Normalizer, f: Expr, turned: dict[Expr, Expr]) -> Expr:
    return n.express(n.form(substitute(f, turned))) if free_indices(f) else f


def nonempty(n: Normalizer, lo: Expr, hi: Expr) -> bool:
    gap = n.form(sub(hi, lo))
    if hi.head == "sym" and n.facts.role(hi) == "size":
        return n.ring.constant_value(n.form(lo)) == 1
    c = n.ring.constant_value(gap)
    return c is not None and c >= 0


def positive_factor(n: Normalizer, f: Expr) -> bool:
    if f.head == "exp":
        return True
    form = n.form(f)
    return all(
        c > 0 and all(n.ring.generators[i].positive for i in exponents)
        for c, exponents in n.ring.terms(form.num)
    )


def powered(f: Expr, k: int) -> Expr:
    if k == 1:
        return f
    return div(ONE, f if k == -1 else power(f, num(-k))) if k < 0 else power(f, num(k))


def open_inner(
    n: Normalizer, dummies: list[Dummy], factors: list[Factor]
) -> tuple[list[Dummy], list[Factor]]:
    """Positive powers of sum atoms become their factors under fresh dummies of their own."""
    out_dummies, out_factors = list(dummies), []
    for f, k in factors:
        i = _sum_generator(n, f)
        if i is None or k < 0:
            out_factors.append((f, k))
            continue
        inner_dummies, inner_factors = n.ring.generators[i].payload
        for _ in range(k):
            renaming = {d[0]: fresh_idx(d[0].value.name) for d in inner_dummies}
            out_dummies += [(renaming[d[0]], d[1], d[2]) for d in inner_dummies]
            n.scope.update({renaming[d[0]].value: (d[1], d[2]) for d in inner_dummies})
            out_factors += [(substitute(g, renaming), m) for g, m in inner_factors]
    return out_dummies, out_factors


def _sum_generator(n: Normalizer, f: Expr) -> int | None:
    if f.head != "sum":
        return None
    return next((i for i, g in enumerate(n.ring.generators) if g.kind == "sum" and g.expr is f), None)
