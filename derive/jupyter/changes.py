"""What a step has changed: the smallest parts in which two expressions differ."""

from __future__ import annotations

from derive.expressions.expr import Expr, binds
from derive.expressions.walk import alpha_equal, substitute

LISTS = frozenset({"add", "mul", "and", "or"})


def changed_parts(before: Expr, after: Expr) -> tuple[Expr, ...]:
    """The parts of `after` that are not in `before` at the same place.

        a + b → a + c       c
        (a + b) x → a x + b x   all of it
        a → a               none

    Sums and products are compared as lists: a term that has a partner on the other side is no change.
    Bound indices that differ in name only are no change.
    """
    while not alpha_equal(before, after):
        if before.head != after.head:
            return (after,)
        if before.head in LISTS:
            return _of_lists(before, after)
        inner = _one_argument(before, after)
        if inner is None:
            return (after,)
        before, after = inner
    return ()


def _one_argument(before: Expr, after: Expr) -> tuple[Expr, Expr] | None:
    """The only pair of arguments that differ; None where there are more, or where letters differ."""
    if len(before.args) != len(after.args) or before.value != after.value:
        return None
    if binds(before) and binds(after):
        before = _with_index_of(before, after)
    pairs = [(a, b) for a, b in zip(before.args, after.args, strict=True) if not alpha_equal(a, b)]
    return pairs[0] if len(pairs) == 1 else None


def _with_index_of(before: Expr, after: Expr) -> Expr:
    body, index, low, high, condition = before.args
    renaming = {index: after.args[1]}
    return Expr(
        before.head,
        (substitute(body, renaming), after.args[1], low, high, substitute(condition, renaming)),
        before.value,
    )


def _of_lists(before: Expr, after: Expr) -> tuple[Expr, ...]:
    """Terms without a partner; when as many are left on each side, what changed within each."""
    rest_before, rest_after = _without_partners(before.args, after.args)
    if rest_after and len(rest_before) == len(rest_after):
        pairs = zip(rest_before, rest_after, strict=True)
        return tuple(part for a, b in pairs for part in changed_parts(a, b))
    if len(rest_after) == len(after.args):
        return (after,)
    return tuple(rest_after) or (after,)


def _without_partners(first: tuple[Expr, ...], second: tuple[Expr, ...]) -> tuple[list[Expr], list[Expr]]:
    rest, left_over = list(second), []
    for each in first:
        partner = next((k for k, other in enumerate(rest) if alpha_equal(each, other)), None)
        if partner is None:
            left_over.append(each)
        else:
            del rest[partner]
    return left_over, rest
