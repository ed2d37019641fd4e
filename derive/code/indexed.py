"""Rules for sums, products and functions of whole vectors, entry by entry."""

from __future__ import annotations

import string
from collections.abc import Sequence
from itertools import pairwise

from derive.code.arithmetic import chosen, selected, times
from derive.code.entries import (
    entry,
    following,
    index,
    letter,
    shifted,
)
from derive.code.ranges import facts_of, linear
from derive.code.terms import ATOM, PRODUCT, SIGN, SUM, Term, refuse
from derive.code.writer import Rule, Writer
from derive.expressions.build import ONE, ZERO, rel
from derive.expressions.expr import Expr, Index, free_indices, postorder
from derive.notation.shapes import ARRAY_HEADS


def takes_loop(w: Writer, body: Expr, own: Index) -> bool:
    """Whether whole arrays in the body change with the index."""
    for each in postorder(body):
        if own not in free_indices(each):
            continue
        if each.head in ARRAY_HEADS and each.head != "entry":
            return True
        if each.head == "entry" and each.args[0].head == "sym":
            known = w.context.letters.get(each.args[0].value)
            if known is not None and len(each.args) - 1 < len(known.axes):
                return True
    return False


def big(w: Writer, expr: Expr) -> Term:
    """Σ and Π."""
    if takes_loop(w, expr.args[0], expr.args[1].value):
        return looped(w, expr)
    if expr.head == "prod":
        return reduced(w, expr)
    return summed(w, expr)


def looped(w: Writer, expr: Expr) -> Term:
    """Σ_t of arrays: one term after the other."""
    body, own, lo, hi, condition = expr.args
    name = w.names.new("total" if expr.head == "sum" else "product")
    sign = "+" if expr.head == "sum" else "*"
    w.scopes.now.write(f"{name} = {0.0 if expr.head == 'sum' else 1.0}")
    count = w.names.new(own.value.name)
    w.ranges[own.value] = (lo, hi)
    w.loops[own.value] = count
    facts = facts_of(condition)
    with w.scopes.loop(f"for {count} in range({w.term(lo).text}, {following(w, hi)}):"):
        if condition.head != "truth":
            w.scopes.now.write(f"if not ({w.term(condition).text}):")
            w.scopes.now.write("    continue")
        with w.guarded((condition,) if facts else (), facts):
            term = w.term(body)
        if term.axes:
            raise refuse("whole arrays stand next to entries", "write it with indices throughout")
        w.scopes.now.write(f"{name} = {name} {sign} {term.at(PRODUCT if sign == '+' else SIGN)}")
    w.names.taken.discard(count)
    return Term(name, rank=term.rank, row=term.row)


def opened(w: Writer, expr: Expr) -> tuple[list[Index], Expr, list[Expr]]:
    """Σ_i Σ_j body as its indices, its body and its conditions; a range that moves becomes one."""
    own: list[Index] = []
    conditions: list[Expr] = []
    while expr.head == "sum" and not takes_loop(w, expr.args[0], expr.args[1].value):
        body, place, lo, hi, condition = expr.args
        moving = [*w.free(lo), *w.free(hi)]
        if moving:
            low, high = outermost(w, lo, -1), outermost(w, hi, 1)
            conditions += [rel("le", lo, place), rel("le", place, hi)]
        else:
            low, high = lo, hi
        own.append(w.index(place.value, low, high))
        if condition.head != "truth":
            conditions.append(condition)
        expr = body
    return own, expr, conditions


def outermost(w: Writer, bound: Expr, direction: int) -> Expr:
    """The least (−1) or greatest (1) value of a linear bound over the ranges of its indices."""
    form = linear(bound)
    if form is None:
        raise refuse("the range of a sum is no linear form of its indices")
    for _ in range(len(w.ranges)):
        moving = [e for e in postorder(bound) if e.head == "idx" and e.value in w.ranges]
        if not moving:
            break
        place = moving[0]
        lo, hi = w.ranges[place.value]
        grows = (linear(bound) or {}).get(place.value, 0) * direction > 0
        bound = _put(bound, place, hi if grows else lo)
    return bound


def _put(bound: Expr, place: Expr, value: Expr) -> Expr:
    memo: dict[Expr, Expr] = {}
    for each in postorder(bound):
        memo[each] = (
            value if each is place else Expr(each.head, tuple(memo[a] for a in each.args), each.value)
        )
    return memo[bound]


def summed(w: Writer, expr: Expr) -> Term:
    """Σ over products: an inner product, einsum, or the sum of an array along its axes."""
    own, body, conditions = opened(w, expr)
    front, factors = factors_of(body)
    brackets = [f for f in factors if f.head in ("iverson", "delta")]
    if conditions or brackets:
        conditions += [f.args[0] if f.head == "iverson" else Expr("eq", f.args) for f in brackets]
        rest = [f for f in factors if f not in brackets]
        value = chosen(w, conditions, rest)
        return signed(front, along(w, value, own))
    terms = [w.term(f) for f in factors]
    inner = [t for t in terms if set(t.axes) & set(own)]
    outer = [t for t in terms if t not in inner]
    if any(t.rank for t in terms):
        raise refuse("whole arrays stand next to entries", "write it with indices throughout")
    if len(inner) >= 2 and not any(t.plain for t in inner):
        found = contracted(w, inner, own)
    else:
        found = along(w, times(w, inner) if inner else Term("1.0", plain=True), own)
    return signed(front, times(w, [*outer, found]) if outer else found)


def signed(negative: bool, term: Term) -> Term:
    return term.like(f"-{term.at(SIGN)}", SIGN) if negative else term


def factors_of(body: Expr) -> tuple[bool, list[Expr]]:
    """The factors of a product, and whether a minus stands before it."""
    negative, found, stack = False, [], [body]
    while stack:
        each = stack.pop()
        if each.head == "neg":
            negative = not negative
            stack.append(each.args[0])
        elif each.head == "mul":
            stack.extend(reversed(each.args))
        else:
            found.append(each)
    return negative, found


def along(w: Writer, term: Term, own: Sequence[Index]) -> Term:
    """Σ of a term along axes; along one it does not have, times the number of values."""
    counts = [count_of(w, i) for i in own if i not in term.axes]
    inner = [i for i in own if i in term.axes]
    if inner:
        term = summed_axes(w, term, inner, "sum")
    for count in counts:
        term = times(w, [count, term])
    return term


def summed_axes(w: Writer, term: Term, inner: Sequence[Index], word: str) -> Term:
    rest = tuple(a for a in term.axes if a not in inner)
    if not rest and word == "sum":
        return Term(f"{term.at(ATOM)}.sum()", ATOM, (), term.plain)
    places = sorted((term.axes.index(i) for i in inner), reverse=True)
    if word == "prod" or len(places) == 1:
        text = term.text if term.level == ATOM else f"({term.text})"
        for place in places:
            text = w.target(word, text, str(place))
    else:
        text = w.target(word, term.at(ATOM), f"({', '.join(map(str, sorted(places)))})")
    return Term(text, ATOM, rest, term.plain)


def count_of(w: Writer, own: Index) -> Term:
    lo, hi = w.ranges[own]
    if lo is ONE:
        return w.term(hi)
    if lo is ZERO:
        return Term(following(w, hi), SUM, plain=True)
    return Term(f"{w.term(hi).at(SUM)} - {w.term(lo).at(PRODUCT)} + 1", SUM, plain=True)


def contracted(w: Writer, terms: Sequence[Term], own: Sequence[Index]) -> Term:
    """Σ of a product of arrays over `own`."""
    rest = w.order([a for t in terms for a in t.axes if a not in own])
    missing = [i for i in own if not any(i in t.axes for t in terms)]
    product = inner_product(terms, [i for i in own if i not in missing])
    if product is None:
        letters = einsum_letters(terms)
        inputs = ",".join("".join(letters[a] for a in t.axes) for t in terms)
        spec = f'"{inputs}->{"".join(letters[a] for a in rest)}"'
        product = Term(w.target("einsum", spec, ", ".join(t.text for t in terms)), ATOM, rest)
    for index_ in missing:
        product = times(w, [count_of(w, index_), product])
    return product


def inner_product(terms: Sequence[Term], own: Sequence[Index]) -> Term | None:
    """Σ_j A_ij x_j as A @ x, where two arrays of at most two axes are joined by one index."""
    if len(terms) != 2 or len(own) != 1:
        return None
    for left, right in (tuple(terms), tuple(reversed(terms))):
        if left.axes[-1:] == right.axes[:1] == (own[0],) and max(len(left.axes), len(right.axes)) <= 2:
            axes = (*left.axes[:-1], *right.axes[1:])
            if len(set(axes)) == len(axes):
                text = f"{left.at(PRODUCT)} @ {right.at(SIGN)}"
                return Term(text, PRODUCT, axes) if _in_order(axes, terms) else None
    return None


def _in_order(axes: Sequence[Index], terms: Sequence[Term]) -> bool:
    """Whether no array has two of these axes the other way round."""
    return len(axes) < 2 or not any(
        set(pair) <= set(t.axes) and t.axes.index(pair[0]) > t.axes.index(pair[1])
        for t in terms
        for pair in pairwise(axes)
    )


def einsum_letters(terms: Sequence[Term]) -> dict[Index, str]:
    found: dict[Index, str] = {}
    for axis in dict.fromkeys(a for t in terms for a in t.axes):
        free = [c for c in (axis.name, *string.ascii_letters) if len(c) == 1 and c.isascii() and c.isalpha()]
        found[axis] = next(c for c in free if c not in found.values())
    return found


def reduced(w: Writer, expr: Expr) -> Term:
    """Π along an axis."""
    body, place, lo, hi, condition = expr.args
    if w.free(lo) or w.free(hi):
        raise refuse("the range of a product moves with an index")
    own = w.index(place.value, lo, hi)
    term = w.term(body)
    if condition.head != "truth":
        term = selected(w, w.term(condition), term, Term("1.0", plain=True))
    if own not in term.axes:
        return Term(f"{term.at(ATOM)} ** {count_of(w, own).at(SIGN)}", PRODUCT, term.axes, term.plain)
    return summed_axes(w, term, [own], "prod")


# ---- functions of whole vectors --------------------------------------------------------------------

FAMILIES = ("softmax", "log_softmax", "logsumexp")


def family(w: Writer, expr: Expr) -> Term:
    """softmax(z)_i, log softmax(z)_i, logsumexp(z): along the axis of their own index, put last."""
    body, place, lo, hi, at = expr.args
    if expr.head not in FAMILIES:
        raise refuse(f"{w.target.title} has no {expr.head}")
    own = w.index(place.value, lo, hi)
    term = w.term(body)
    if own not in term.axes:
        raise refuse(f"{expr.head} of numbers that are all the same")
    axes = tuple(a for a in term.axes if a != own)
    text = term.at(ATOM)
    if term.axes[-1] != own:
        text = w.target("move", text, str(term.axes.index(own)), "-1")
    w.helpers[expr.head] = None
    text = f"{expr.head}({text})"
    if expr.head == "logsumexp":
        return Term(text, ATOM, axes)
    if at.head == "idx" and at.value in w.ranges and at.value not in w.loops:
        new = at.value
        if w.ranges[new] == (lo, hi) and new not in axes:
            back = (*axes, new)
            order = w.order(back)
            if order != back:
                text = w.target("move", text, "-1", str(order.index(new)))
            return Term(text, ATOM, order)
    if w.free(at):
        raise refuse(f"{expr.head} is taken at a shifted place")
    return Term(f"{text}[..., {shifted(w, at, -1).text}]", ATOM, axes)


RULES: dict[str, Rule] = {
    "sym": letter,
    "idx": index,
    "entry": entry,
    "sum": big,
    "prod": big,
    "family": family,
}
