"""Rules for letters, entries, sums and functions of whole vectors: an index is an axis, or counts a loop."""

from __future__ import annotations

import string
from collections.abc import Sequence
from itertools import pairwise

from derive.code.arithmetic import chosen, selected, times
from derive.code.ranges import facts_of, linear, minus, within
from derive.code.terms import ATOM, PRODUCT, SIGN, SUM, Term, aligned, refuse
from derive.code.writer import Rule, Writer
from derive.expressions.build import ONE, ZERO, rel
from derive.expressions.expr import Expr, Index, free_indices, postorder
from derive.notation.shapes import ARRAY_HEADS


def letter(w: Writer, expr: Expr) -> Term:
    """A number, or a whole array; a letter with one row is that row."""
    known = w.context.letters.get(expr.value)
    name = w.letter(expr.value)
    axes = known.axes if known else ()
    if known is not None and known.role == "array" and not axes:
        raise refuse(f"the shape of {expr.value} is not known", "declare it: --shape 'W: m,n'")
    if not axes:
        return Term(name, plain=w.context.role(expr.value) in ("size", "integer"))
    if len(axes) == 2 and axes[0] is ONE:
        return Term(f"{name}[0]", rank=1, row=True)
    return Term(stored(w, expr.value), rank=len(axes))


def stored(w: Writer, name: str) -> str:
    """The array of a letter's entries from the first on."""
    shift = w.shifts.get(name, 0)
    return f"{w.letter(name)}[{shift}:]" if shift else w.letter(name)


def index(w: Writer, expr: Expr) -> Term:
    """The values of an index, 1 … n, along its axis; in a loop, its number."""
    if expr.value in w.loops:
        return Term(w.loops[expr.value], plain=True)
    if expr.value not in w.ranges:
        known = w.context.letters.get(expr.value.name)
        if known is None or known.role != "integer":
            raise refuse(f"the range of the index {expr.value.name} is not known", "declare the shapes")
        return Term(w.letter(expr.value.name), plain=True)
    key = ("values", expr.value)
    found = w.scopes.now.find(key)
    if found is None:
        name = w.names.new(expr.value.name)
        lo, hi = w.ranges[expr.value]
        w.scopes.now.write(f"{name} = {w.target('arange', w.term(lo).text, following(w, hi))}")
        found = w.scopes.now.named[key] = Term(name, ATOM, (expr.value,), plain=True)
    return found


def following(w: Writer, hi: Expr) -> str:
    """hi + 1, the end of a range."""
    text = w.term(hi).at(SUM)
    if text.isdigit():
        return str(int(text) + 1)
    return text.removesuffix(" - 1") if text.endswith(" - 1") else f"{text} + 1"


def entry(w: Writer, expr: Expr) -> Term:
    base, *places = expr.args
    if base.head != "sym":
        return taken_of(w, base, places)
    known = w.context.letters.get(base.value)
    axes = known.axes if known else ()
    if not axes:
        raise refuse(f"the shape of {base.value} is not known", "declare it: --shape 'W: m,n'")
    if len(places) < len(axes):
        return part_of(w, base.value, places, axes)
    if all(is_axis(w, p, n) for p, n in zip(places, axes, strict=True)):
        own = [p.value for p in places]
        if len(set(own)) == len(own):
            return permuted(w, stored(w, base.value), own)
    return Term(picked(w, base.value, places, axes), ATOM, w.order(free_of(w, places)))


def is_axis(w: Writer, place: Expr, size: Expr) -> bool:
    """Whether the place runs over the whole axis."""
    if place.head != "idx" or place.value in w.loops or place.value not in w.ranges:
        return False
    lo, hi = w.ranges[place.value]
    return lo is ONE and minus(linear(hi), linear(size)) == {}


def free_of(w: Writer, places: Sequence[Expr]) -> list[Index]:
    return [i for p in places for i in w.free(p)]


def permuted(w: Writer, text: str, own: Sequence[Index]) -> Term:
    """An array whose axes stand for `own`, its axes put in order."""
    axes = w.order(own)
    if tuple(own) == axes:
        return Term(text, ATOM, axes)
    if len(own) == 2:
        return Term(f"{text}.T", ATOM, axes)
    order = ", ".join(str(list(own).index(a)) for a in axes)
    order = f"({order})" if w.target.name == "numpy" else order
    return Term(w.target("transpose", text, order), ATOM, axes)


def picked(w: Writer, name: str, places: Sequence[Expr], axes: Sequence[Expr]) -> str:
    """name[…]: places count from 1 in the formula, from 0 in the code."""
    shared = w.order(free_of(w, places))
    inside = [within_array(w, name, k, p, n) for k, (p, n) in enumerate(zip(places, axes, strict=False))]
    if not all(inside) and not w.guards:
        w.helpers["entries"] = None
        given = [aligned(w.term(p), shared, SUM) for p in places]
        return f"entries({stored(w, name)}, {', '.join(given)})"
    shown = []
    for k, (place, size) in enumerate(zip(places, axes, strict=False)):
        shift = w.shifts.get(name, 0) if k == 0 else 0
        text = shifted(w, place, shift - 1)
        if not inside[k]:
            text = clipped(w, text, place, size)
        shown.append(text if text.level == ATOM and not text.axes else Term(aligned(text, shared, SUM)))
    return f"{w.letter(name)}[{', '.join(t.text for t in shown)}]"


def within_array(w: Writer, name: str, axis: int, place: Expr, size: Expr) -> bool:
    """Whether the place is in the array, earlier values counted with it."""
    if axis == 0 and w.shifts.get(name) and place.head == "add":
        return True
    return within(place, size, w.ranges, () if w.free(place) else w.facts)


def shifted(w: Writer, place: Expr, by: int) -> Term:
    """place + by, the numbers added up."""
    parts = place.args if place.head == "add" else (place,)
    constants = [linear(p) for p in parts]
    known = [c for c in constants if c is not None and set(c) <= {1}]
    rest = [p for p, c in zip(parts, constants, strict=True) if c is None or not set(c) <= {1}]
    total = by + sum(int(c.get(1, 0)) for c in known)
    if not rest:
        return Term(str(total), plain=True)
    term = w.term(rest[0]) if len(rest) == 1 else w.term(_sum(rest))
    if total == 0:
        return term
    return term.like(f"{term.at(SUM)} {'+' if total > 0 else '-'} {abs(total)}", SUM)


def _sum(parts: Sequence[Expr]) -> Expr:
    return Expr("add", tuple(parts))


def clipped(w: Writer, at: Term, place: Expr, size: Expr) -> Term:
    """A place outside is one inside: a bracket around it makes the value 0."""
    bound = shifted(w, size, -1)
    if at.axes:
        name = "np.clip" if w.target.name == "numpy" else "torch.clamp"
        return at.like(f"{name}({at.text}, 0, {bound.text})", ATOM)
    return at


def part_of(w: Writer, name: str, places: Sequence[Expr], axes: Sequence[Expr]) -> Term:
    """h[t]: an array at places that are numbers here."""
    if free_of(w, places):
        raise refuse(f"{name} is taken at some of its indices only", "write it with all its indices")
    text = picked(w, name, places, axes)
    rest = axes[len(places) :]
    if len(rest) == 2 and rest[0] is ONE:
        return Term(f"{text}[0]", rank=1, row=True)
    return Term(text, rank=len(rest))


def taken_of(w: Writer, base: Expr, places: Sequence[Expr]) -> Term:
    """The entry of an array that is no letter."""
    whole = w.term(base)
    shape = w.shape(base)
    own = [p.value for p in places if p.head == "idx"]
    if whole.row:
        places, shape = places[1:], shape[1:]
    if whole.rank == len(places) and all(is_axis(w, p, n) for p, n in zip(places, shape, strict=True)):
        own = [p.value for p in places]
        if len(set(own)) == len(own):
            return permuted(w, whole.at(ATOM), own)
    shared = w.order(free_of(w, places))
    if shared and whole.rank == len(places) and all(map(is_axis, [w] * whole.rank, places, shape)):
        at = [aligned(shifted(w, p, -1), shared, SUM) for p in places]  # the same index twice: a diagonal
        return Term(f"{whole.at(ATOM)}[{', '.join(at)}]", ATOM, shared)
    if shared:
        raise refuse("an entry of an array expression stands at a shifted place")
    shown = [shifted(w, p, -1).text for p in places]
    return Term(
        f"{whole.at(ATOM)}[{', '.join(shown)}]" if shown else whole.at(ATOM), rank=whole.rank - len(shown)
    )


# ---- sums ------------------------------------------------------------------------------------------


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
