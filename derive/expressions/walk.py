"""Substitution, renaming of bound indices, and other walks that keep binding right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from derive.expressions.build import fresh_idx
from derive.expressions.expr import BINDING, Expr, Index, binds, free_indices, node, postorder

Path = tuple[int, ...]


def rebuild(expr: Expr, args: Iterable[Expr]) -> Expr:
    """The node with other arguments; the node itself when they are the same."""
    new = tuple(args)
    return expr if new == expr.args else Expr(expr.head, new, expr.value)


def substitute(expr: Expr, mapping: Mapping[Expr, Expr]) -> Expr:
    """Replace every occurrence of the keys (whole subtrees), simultaneously and without capture.

    A binder shields its own index; when a value mentions an index that the binder binds, the
    binder gets a fresh index first.  Linear in the shared graph for a fixed mapping.
    """
    places = {k.value for k in mapping if k.head == "idx"}
    others = [k.kinds for k in mapping if k.head != "idx"]  # a tree holds a key only with all of its heads
    spoken = [free_indices(e) for pair in mapping.items() for e in pair]
    named = spoken[0].union(*spoken) if spoken else frozenset[Index]()
    memo: dict[Expr, Expr] = {}
    stack: list[tuple[Expr, bool]] = [(expr, False)]
    while stack:
        each, ready = stack.pop()
        if each in memo:
            continue
        if each in mapping:
            memo[each] = mapping[each]
        elif places.isdisjoint(free_indices(each)) and all(bits & ~each.kinds for bits in others):
            memo[each] = each
        elif binds(each) and each.args[1].value in named:
            memo[each] = _substitute_binder(each, mapping)
        elif ready or not each.args:
            memo[each] = rebuild(each, [memo[a] for a in each.args])
        else:
            stack.append((each, True))
            stack.extend((a, False) for a in each.args if a not in memo)
    return memo[expr]


def _substitute_binder(expr: Expr, mapping: Mapping[Expr, Expr]) -> Expr:
    """A binder whose index the mapping speaks of."""
    body, index, lo, hi, condition = expr.args
    bound: Index = index.value
    lo, hi = (substitute(e, mapping) for e in (lo, hi))
    inner = {k: v for k, v in mapping.items() if bound not in free_indices(k)}
    if any(bound in free_indices(v) for v in inner.values()):
        index = fresh_idx(bound.name)
        renaming = {expr.args[1]: index}
        body, condition = (substitute(e, renaming) for e in (body, condition))
    if inner:
        body, condition = (substitute(e, inner) for e in (body, condition))
    return rebuild(expr, (body, index, lo, hi, condition))


def freshen(expr: Expr) -> Expr:
    """A copy in which every bound index is new: what each use of a definition must be."""
    if not expr.kinds & BINDING:
        return expr
    nodes = list(postorder(expr))
    bound = [each.args[1] for each in nodes if binds(each)]
    new = {index: fresh_idx(index.value.name) for index in bound}
    if len(new) < len(bound) or any(index.value in free_indices(expr) for index in bound):
        return _freshened(expr)
    memo: dict[Expr, Expr] = {}
    for each in nodes:
        memo[each] = new.get(each) or (rebuild(each, [memo[a] for a in each.args]) if each.args else each)
    return memo[expr]


def _freshened(expr: Expr) -> Expr:
    """Binder by binder, where one index is bound in two places, or free elsewhere."""
    memo: dict[Expr, Expr] = {}
    for each in postorder(expr):
        if binds(each):
            body, index, lo, hi, condition = each.args
            new = fresh_idx(index.value.name)
            renaming = {index: new}
            memo[each] = rebuild(
                each,
                (
                    substitute(memo[body], renaming),
                    new,
                    memo[lo],
                    memo[hi],
                    substitute(memo[condition], renaming),
                ),
            )
        else:
            memo[each] = rebuild(each, (memo[a] for a in each.args))
    return memo[expr]


def alpha(expr: Expr) -> Expr:
    """The form in which bound indices carry their nesting height as identity, and no name.

    Two expressions are equal up to renaming of bound indices iff `alpha(a) is alpha(b)`.
    """
    if not expr.kinds & BINDING:
        return expr
    if expr._alpha is None:
        stack = [expr]
        while stack:
            each = stack.pop()
            missing = [a for a in each.args if a.kinds & BINDING and a._alpha is None]
            if missing:
                stack += (each, *missing)
            elif each._alpha is None:
                new, height = _alpha_here(each)
                object.__setattr__(each, "_alpha", (None if new is each else new, height))
    return _alpha_of(expr)[0]


def _alpha_of(expr: Expr) -> tuple[Expr, int]:
    """What is kept on the node: its form (None: the node itself), and how deep binders nest in it."""
    form, height = expr._alpha or (None, 0)
    return (expr if form is None else form), height


def _alpha_here(expr: Expr) -> tuple[Expr, int]:
    known = [_alpha_of(a) for a in expr.args]
    height, new = max((h for _, h in known), default=0), [form for form, _ in known]
    if binds(expr):
        height += 1
        marker = node("idx", value=Index("", -height))
        renaming = {expr.args[1]: marker}
        new[0], new[4] = (substitute(e, renaming) for e in (new[0], new[4]))
        new[1] = marker
    return rebuild(expr, new), height


def alpha_equal(a: Expr, b: Expr) -> bool:
    return a is b or alpha(a) is alpha(b)


def at_path(expr: Expr, path: Path) -> Expr:
    for step in path:
        expr = expr.args[step]
    return expr


def replace_at(expr: Expr, path: Path, new: Expr) -> Expr:
    """`expr` with the subtree at `path` replaced."""
    if not path:
        return new
    args = list(expr.args)
    args[path[0]] = replace_at(args[path[0]], path[1:], new)
    return rebuild(expr, args)


def transform(expr: Expr, rule: Callable[[Expr], Expr | None]) -> Expr:
    """Apply `rule` once at every node, children first (None: leave as it is)."""
    memo: dict[Expr, Expr] = {}
    for each in postorder(expr):
        new = rebuild(each, (memo[a] for a in each.args))
        changed = rule(new)
        memo[each] = new if changed is None else changed
    return memo[expr]


def occurs(part: Expr, whole: Expr) -> bool:
    return any(each is part for each in postorder(whole))


def letters(expr: Expr) -> dict[str, Expr]:
    """The sym leaves of `expr` by name, in order of first occurrence."""
    return {e.value: e for e in postorder(expr) if e.head == "sym"}


def heads(*exprs: Expr) -> set[str]:
    return {e.head for e in postorder(*exprs)}
