"""Earlier results as rules: their left sides matched, free index letters standing for any place."""

from __future__ import annotations

from derive.expressions.expr import BINDERS, Expr
from derive.expressions.walk import freshen, substitute, transform


def use_lemma(expr: Expr, left: Expr, right: Expr) -> Expr:
    """`expr` with the right side of an earlier result wherever its left side stands."""
    return transform(expr, lambda each: match_lemma(each, left, right))


def match_lemma(node: Expr, left: Expr, right: Expr) -> Expr | None:
    """The right side of an earlier result where its left side, its free indices matched, is `node`."""
    found = match(left, node)
    return None if found is None else freshen(substitute(right, found))


def match(pattern: Expr, expr: Expr) -> dict[Expr, Expr] | None:
    """The values of the pattern's free index letters at which it is `expr`, or None."""
    found: dict[Expr, Expr] = {}
    stack = [(pattern, expr)]
    while stack:
        a, b = stack.pop()
        if a.head == "idx" and not a.value.uid:
            if found.setdefault(a, b) is not b:
                return None
        elif a.head in BINDERS and b.head == a.head:
            renamed = (substitute(e, {a.args[1]: b.args[1]}) for e in (a.args[0], *a.args[2:]))
            stack.extend(reversed(list(zip(renamed, (b.args[0], *b.args[2:]), strict=True))))
        elif a.head != b.head or len(a.args) != len(b.args) or (not a.args and a is not b):
            return None
        else:
            stack.extend(reversed(list(zip(a.args, b.args, strict=True))))
    return found
