"""Sums over another index: Σ_t g_t v_{s+1−t} [1 ≤ s + 1 − t ≤ K] is Σ_k v_k g_{s+1−k} [1 ≤ s + 1 − k ≤ T]."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from derive.engine.indices import contract, index_ranges, pull_out
from derive.engine.linear import Range, never_negative, solve_unit
from derive.engine.neat import key
from derive.engine.places import difference, place, polynomial, written
from derive.engine.tidy import factors_of, product, scaled
from derive.expressions.build import ONE, TRUE, add, conj, fresh_idx, iverson, power, rel, sub, sum_over
from derive.expressions.expr import Expr, Index, free_indices, postorder
from derive.expressions.walk import freshen, rebuild, substitute, transform
from derive.notation.context import EMPTY, Context


def change_index(expr: Expr) -> Expr:
    """k = e(j) for the new index of a sum over j with the bracket [a ≤ e(j) ≤ b], e = ±j + c:
    Σ_{j=lo}^{hi} f(j) [a ≤ e(j) ≤ b] = Σ_{k=a}^{b} f(j(k)) [lo ≤ j(k) ≤ hi]."""
    return transform(expr, _changed)


def by_first_range(expr: Expr, ranges: Mapping[Index, Range]) -> Expr:
    """Of the two indices that a sum with a window can run over, always the same one.

    That is the one whose number of places is named first; a δ that gives an outer index is brought under
    its own sum before, and bounds that hold for certain are left out after.
    """
    if not any(e.head in ("iverson", "delta") for e in postorder(expr)):
        return expr
    turned = interchange_sums(expr)
    turned = contract(turned, EMPTY, ranges) if turned is not expr else expr
    turned = transform(turned, lambda each: _first_range(each) if each.head == "sum" else None)
    return decide_brackets(turned, {**index_ranges(turned), **ranges}) if turned is not expr else expr


def _first_range(each: Expr) -> Expr | None:
    outside, inner = ONE, pull_out(each)
    if inner.head == "mul":
        own = next((f for f in inner.args if f.head == "sum" and f.args[1] is each.args[1]), None)
        if own is None:
            return None
        outside, inner = product(*(f for f in inner.args if f is not own)), own
    other = _changed(inner) if inner.head == "sum" else None
    if other is None or _places_of(inner) <= _places_of(other):
        return None if outside is ONE else product(outside, inner)
    return product(outside, other)


def _places_of(each: Expr) -> str:
    """How many places a sum has, as a text that does not depend on the run."""
    return key(written(difference(each.args[2], each.args[3])))


def _changed(each: Expr) -> Expr | None:
    if each.head != "sum" or each.args[4] is not TRUE:
        return None
    body, index, lo, hi, _ = each.args
    coefficient, factors = factors_of(body)
    for at, factor in enumerate(factors):
        window = _window(factor, index)
        if window is None:
            continue
        low, inside, high = window
        new = fresh_idx(_name(high, index))
        old = solve_unit(inside, new, index)
        if old is None:
            continue
        rest = tidy_places(substitute(scaled(coefficient, [*factors[:at], *factors[at + 1 :]]), {index: old}))
        bracket = iverson(conj(rel("le", lo, old), rel("le", old, hi)))
        return freshen(sum_over(product(rest, bracket), new, low, high))
    return None


def _window(factor: Expr, index: Expr) -> tuple[Expr, Expr, Expr] | None:
    """a, e, b of the bracket [a ≤ e and e ≤ b] in which only e names the index."""
    if factor.head != "iverson" or factor.args[0].head != "and" or len(factor.args[0].args) != 2:
        return None
    first, second = factor.args[0].args
    if first.head != "le" or second.head != "le":
        return None
    low, inside = first.args
    again, high = second.args
    if polynomial(inside) != polynomial(again) or index.value in free_indices(low) | free_indices(high):
        return None
    return low, inside, high


def _name(high: Expr, index: Expr) -> str:
    """k for a sum up to K; else the name that the index had."""
    last = high.value if high.head == "sym" else ""
    return last.lower() if len(last) == 1 and last.isupper() else str(index.value.name)


def reverse_sums(expr: Expr) -> Expr:
    """Σ_{k=a}^{b} f(k) = Σ_{k=a}^{b} f(a + b − k), where an array is read backwards: v_{K+1−k}."""
    return transform(expr, _reversed)


def _reversed(each: Expr) -> Expr | None:
    if each.head != "sum" or each.args[4] is not TRUE:
        return None
    body, index, lo, hi, _ = each.args
    if not any(_backwards(p, index, lo, hi) for p in _places(body)):
        return None
    turned = place(sub(add(lo, hi), index))
    return freshen(rebuild(each, (tidy_places(substitute(body, {index: turned})), *each.args[1:])))


def _places(body: Expr) -> Iterator[Expr]:
    for each in postorder(body):
        if each.head == "entry":
            yield from each.args[1:]


def _backwards(at: Expr, index: Expr, lo: Expr, hi: Expr) -> bool:
    """Whether a place is lo + hi − index."""
    return polynomial(at) == polynomial(sub(add(lo, hi), index))


def interchange_sums(expr: Expr) -> Expr:
    """Σ_t f_t Σ_n h_nt = Σ_n Σ_t f_t h_nt, where h holds a δ that gives t and does not give n; past several
    sums, Σ_t f_t Σ_n h_n Σ_m k_mt = Σ_n Σ_m Σ_t f_t h_n k_mt, likewise."""
    return transform(expr, _interchanged)


def _interchanged(each: Expr) -> Expr | None:
    if each.head != "sum":
        return None
    coefficient, factors = factors_of(each.args[0])
    for at, inner in enumerate(factors):
        if inner.head != "sum" or not _gives_outer(inner, each.args[1]):
            continue
        if any(each.args[1].value in free_indices(limit) for limit in inner.args[2:]):
            continue
        own = freshen(inner)
        rest = scaled(coefficient, [*factors[:at], *factors[at + 1 :]])
        turned = rebuild(each, (product(rest, own.args[0]), *each.args[1:]))
        return freshen(rebuild(own, (_interchanged(turned) or turned, *own.args[1:])))
    return None


def _gives_outer(inner: Expr, outer: Expr, past: tuple[Expr, ...] = ()) -> bool:
    """Whether a δ under the inner sum is solved for the outer index and not for the inner one, or such a one
    under a sum in it, where no δ picks a term of the sums between."""
    past = (*past, inner.args[1])
    return any(
        _gives_outer(f, outer, past) and not _picks(inner)
        if f.head == "sum"
        else f.head == "delta"
        and solve_unit(f.args[0], f.args[1], outer) is not None
        and all(solve_unit(f.args[0], f.args[1], index) is None for index in past)
        and any(index.value in free_indices(f) for index in past)
        for f in factors_of(inner.args[0])[1]
    )


def _picks(each: Expr) -> bool:
    """Whether a δ under the sum is solved for its index."""
    found = (e.args for e in postorder(each.args[0]) if e.head == "delta")
    return any(solve_unit(a, b, each.args[1]) is not None for a, b in found)


def tidy_places(expr: Expr) -> Expr:
    """The arithmetic of every place of an array done."""

    def here(each: Expr) -> Expr | None:
        if each.head == "entry":
            return rebuild(each, (each.args[0], *(place(p) for p in each.args[1:])))
        if each.head in ("le", "lt", "eq") and free_indices(each):
            return rebuild(each, (place(a) for a in each.args))
        return None

    return transform(expr, here)


def count_terms(expr: Expr, context: Context) -> Expr:
    """Σ_{n=1}^{N} c = N c for a size N and a c without n."""

    def here(each: Expr) -> Expr | None:
        if each.head != "sum" or each.args[2] is not ONE or each.args[4] is not TRUE:
            return None
        body, index, _, last, _ = each.args
        counted = last.head == "sym" and context.role(last.value) == "size"
        return product(last, body) if counted and index.value not in free_indices(body) else None

    return transform(expr, here)


def count_factors(expr: Expr, context: Context) -> Expr:
    """Π_{n=1}^{N} c f_n = c^N Π_{n=1}^{N} f_n for a size N and a c without n."""

    def here(each: Expr) -> Expr | None:
        if each.head != "prod" or each.args[2] is not ONE or each.args[4] is not TRUE:
            return None
        body, index, _, last, _ = each.args
        if last.head != "sym" or context.role(last.value) != "size" or body.head == "neg":
            return None
        coefficient, factors = factors_of(body)
        still = [f for f in factors if index.value not in free_indices(f)]
        moving = [f for f in factors if index.value in free_indices(f)]
        same = scaled(coefficient, still)
        if same is ONE:
            return None
        kept = rebuild(each, (product(*moving), *each.args[1:]))
        return product(power(same, last), kept) if moving else power(same, last)

    return transform(expr, here)


def decide_brackets(expr: Expr, ranges: Mapping[Index, Range]) -> Expr:
    """δ(e, s) [1 ≤ e ≤ N] = δ(e, s) for an s that runs from 1 to N; bounds that are certain left out."""

    def here(each: Expr) -> Expr | None:
        if each.head not in ("mul", "iverson"):
            return None
        coefficient, factors = factors_of(each)
        pairs = [f.args for f in factors if f.head == "delta"]
        pairs += [f.args[0].args for f in factors if f.head == "iverson" and f.args[0].head == "eq"]
        kept = [_bracket_left(f, pairs, ranges) for f in factors]
        if all(a is b for a, b in zip(factors, kept, strict=True)):
            return None
        return scaled(coefficient, [f for f in kept if f is not ONE])

    return transform(expr, here)


def _bracket_left(factor: Expr, pairs: Sequence[Sequence[Expr]], ranges: Mapping[Index, Range]) -> Expr:
    """A bracket without the bounds that hold where the δs beside it are 1."""
    if factor.head != "iverson":
        return factor
    parts = factor.args[0].args if factor.args[0].head == "and" else (factor.args[0],)
    left = [p for p in parts if not (p.head == "le" and _certain(p, pairs, ranges))]
    if len(left) == len(parts):
        return factor
    return iverson(conj(*left)) if left else ONE


def _certain(bound: Expr, pairs: Sequence[Sequence[Expr]], ranges: Mapping[Index, Range]) -> bool:
    for pair in pairs:
        for inside, same in (pair, pair[::-1]):
            sides = [same if polynomial(a) == polynomial(inside) else a for a in bound.args]
            if never_negative(sides[0], sides[1], ranges):
                return True
    return never_negative(bound.args[0], bound.args[1], ranges)
