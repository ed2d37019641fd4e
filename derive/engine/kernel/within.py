"""What trees ask for under their sums, and what is declared there: limits, axes, ranges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from derive.engine.kernel.needs import NEEDS
from derive.engine.kernel.points import INTEGERS
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import ONE, TRUE, ZERO, add, neg, rel, sub
from derive.expressions.expr import BINDERS, RELATIONS, Expr, Index, free_indices, node, postorder
from derive.expressions.walk import substitute
from derive.notation.context import Context

PLAIN = RELATIONS | {"idx", "num", "add", "neg", "mul"}


@dataclass(frozen=True)
class Need:
    """relation, wherever `inside` holds (≥ 0 each); `certain`: there it is needed, else it may be."""

    relation: Expr
    inside: tuple[Expr, ...]
    certain: bool = True


def needs(task: Any, *trees: Expr) -> Iterator[Need]:
    """What the trees ask under their sums, of their ranges, and of the places in arrays."""
    ranges = {x.args[1].value: x for x in postorder(*trees) if x.head in BINDERS}
    outside = set(outermost(*trees))
    for x, guards, certain in guarded(task.context, *trees):
        found = list(NEEDS[x.head](task.context, *x.args)) if x.head in NEEDS else []
        asked = [c for c in found if c.head not in ("defined", "truth") and (x not in outside)]
        if x.head in BINDERS:
            asked.append(rel("ge", add(x.args[3], neg(x.args[2]), ONE), ZERO))
        axes = task.unfolder.axes(x.args[0].value) if x.head == "entry" else ()
        if axes and len(axes) != len(x.args) - 1:
            raise Reject("an entry with the wrong number of indices")
        for place, size in zip(x.args[1:], axes, strict=False):
            asked.append(rel("ge", sub(place, ONE), ZERO))
            asked += [] if _unwritten(task.context, size) else [rel("ge", sub(size, place), ZERO)]
        for c in asked:
            c, *inside = at_equal(guards, c, *within(ranges, c, *guards), *guards)
            yield Need(c, tuple(inside), certain)


def _unwritten(context: Context, size: Expr) -> bool:
    """A length that the text never names: the places that it writes are within it."""
    known = context.letters.get(size.value) if size.head == "sym" else None
    return known is not None and known.unwritten


def at_equal(guards: Sequence[Expr], *trees: Expr) -> list[Expr]:
    """The trees with t := v for a dummy t where the guards say t − v ≥ 0 and v − t ≥ 0."""
    found = list(trees)
    for g in guards:
        a, b = (g.args[0], g.args[1].args[0]) if g.head == "add" and g.args[1].head == "neg" else (g, g)
        if a.head == "idx" and a.value.uid and sub(b, a) in guards and a.value not in free_indices(b):
            found = [substitute(tree, {a: b}) for tree in found]
    return found


Guarded = tuple[Expr, tuple[Expr, ...], bool]


def guarded(context: Context, *trees: Expr) -> Iterator[Guarded]:
    """Every node with what is ≥ 0 where it counts: [c]·f is 0 where c fails, whatever f is there, and an
    empty sum asks for nothing. The last: that is all on which it depends whether it counts."""
    stack: list[Guarded] = [(t, (), True) for t in trees]
    seen: set[Guarded] = set()
    while stack:
        e, guards, certain = stack.pop()
        if (e, guards, certain) in seen:
            continue
        seen.add((e, guards, certain))
        yield e, guards, certain
        brackets = [x for x in factors_of(e) if x.head in ("iverson", "delta")] if e.head == "mul" else []
        if e.head in BINDERS:
            nonempty = sub(e.args[3], e.args[2])
            brackets = [] if e.args[4] is TRUE else [node("iverson", e.args[4])]
        found = [(guards_of(context, x), in_full(context, x)) for x in brackets]
        inner = tuple(dict.fromkeys((*guards, *(g for more, _ in found for g in more))))
        sure = certain and all(full for _, full in found)
        for k, a in enumerate(e.args):
            if e.head in BINDERS:
                within_sum = (a, tuple(dict.fromkeys((*inner, nonempty))), sure)
                stack.append(within_sum if k == 0 else (a, guards, certain))
            elif a in brackets:
                stack.append((a, guards, certain))
            else:
                stack.append((a, inner, sure and (e.head != "cases" or k == 1)))


def factors_of(e: Expr) -> Iterator[Expr]:
    for a in e.args if e.head == "mul" else ():
        yield from factors_of(a)
    if e.head != "mul":
        yield e


def guards_of(context: Context, bracket: Expr) -> Iterator[Expr]:
    """What is ≥ 0 where the bracket is 1, for comparisons of integers."""
    c = node("eq", *bracket.args) if bracket.head == "delta" else bracket.args[0]
    for part in c.args if c.head == "and" else (c,):
        plain = (
            x.head in PLAIN or (x.head == "sym" and context.role(x.value) in INTEGERS)
            for x in postorder(part)
        )
        if not all(plain):
            continue
        if part.head in ("le", "ge", "eq"):
            a, b = part.args if part.head == "ge" else part.args[::-1]
            yield sub(a, b)
        if part.head in ("lt", "gt"):
            a, b = part.args if part.head == "gt" else part.args[::-1]
            yield sub(sub(a, b), ONE)
        if part.head == "eq":
            yield sub(*part.args)


def in_full(context: Context, bracket: Expr) -> bool:
    """Whether the bracket is 1 wherever its guards are ≥ 0."""
    c = node("eq", *bracket.args) if bracket.head == "delta" else bracket.args[0]
    parts = c.args if c.head == "and" else (c,)
    return all(any(True for _ in guards_of(context, node("iverson", part))) for part in parts)


def within(ranges: dict[Index, Expr], *trees: Expr) -> tuple[Expr, ...]:
    """The limits of the dummies of the trees, and of the dummies in these limits."""
    found: dict[Index, None] = {}
    stack = sorted({i for c in trees for i in free_indices(c) if i.uid}, key=lambda i: i.uid)
    while stack:
        i = stack.pop()
        if i not in found:
            if i not in ranges:
                raise Reject("an index that nothing binds")
            found[i] = None
            stack += [k for a in ranges[i].args[2:4] for k in free_indices(a) if k.uid]
    return tuple(
        g
        for i in found
        for g in (sub(ranges[i].args[1], ranges[i].args[2]), sub(ranges[i].args[3], ranges[i].args[1]))
    )


def declared(task: Any, *trees: Expr) -> Iterator[Expr]:
    """n ≥ 1 for sizes, the ranges of free indices; X_k has a value only for k within the axis of X."""
    names = {x.value for x in postorder(*trees) if x.head == "sym"}
    for i in sorted({i for t in trees for i in free_indices(t) if not i.uid}, key=lambda i: i.name):
        known, place = task.context.letters.get(i.name), node("idx", value=i)
        for low, high in ((known.lo if known else None, place), (place, known.hi if known else None)):
            if low is not None and high is not None:
                yield rel("ge", sub(high, low), ZERO)
                names |= {x.value for x in postorder(low, high) if x.head == "sym"}
    outside = set(outermost(*trees))
    for x, guards, certain in guarded(task.context, *trees):
        axes = task.unfolder.axes(x.args[0].value) if x.head == "entry" else ()
        for place, size in zip(x.args[1:], axes, strict=False):
            names |= {s.value for s in postorder(size) if s.head == "sym"}
            if place.head in ("idx", "sym") and x in outside and certain and not guards:
                yield from (rel("ge", sub(place, ONE), ZERO), rel("ge", sub(size, place), ZERO))
    for name in sorted(map(str, names)):
        if task.context.role(name) == "size":
            yield rel("ge", sub(node("sym", value=name), ONE), ZERO)


def outermost(*trees: Expr) -> Iterator[Expr]:
    """The nodes that are in no sum or product."""
    stack, seen = list(trees), set[Expr]()
    while stack:
        e = stack.pop()
        if e not in seen:
            seen.add(e)
            yield e
            stack += e.args[2:4] if e.head in BINDERS else e.args


def everywhere(relations: Sequence[Expr], own: frozenset[Index], *trees: Expr) -> tuple[Expr, ...]:
    """Relations with open indices (for every place), at the places of that array that the trees name."""
    out: list[Expr] = []
    for c in relations:
        found: list[dict[Expr, Expr]] = [{}] if all(i.uid or i in own for i in free_indices(c)) else []
        for x in postorder(c):
            if x.head == "entry" and not all(i.uid or i in own for i in free_indices(x)):
                bare = all(a.head == "idx" for a in x.args[1:])
                same = (y for y in postorder(*trees) if y.head == "entry" and y.args[0] is x.args[0])
                found = [dict(zip(x.args[1:], y.args[1:], strict=True)) for y in same] if bare else []
                break
        placed = (substitute(c, at) for at in found)
        out += [r for r in placed if all(i.uid or i in own for i in free_indices(r))]
    return tuple(dict.fromkeys(out))
