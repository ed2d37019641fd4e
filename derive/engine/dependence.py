"""Which letters an expression depends on, through the definitions of the text."""

from __future__ import annotations

from derive.expressions.expr import Expr
from derive.expressions.walk import letters
from derive.notation.context import Context


def base_of(letter: Expr) -> Expr:
    """The letter without its indices."""
    return letter.args[0] if letter.head == "entry" else letter


def ground(expr: Expr, context: Context, stop: frozenset[str] = frozenset()) -> set[str]:
    """The names `expr` depends on, definitions followed except those of the names in `stop`."""
    seen: set[str] = set()
    stack = list(letters(expr))
    while stack:
        name = stack.pop()
        if name in seen:
            continue
        seen.add(name)
        if name not in stop:
            stack.extend(n for d in context.definitions if d.name == name for n in letters(d.right))
    return seen


def moves(expr: Expr, letter: Expr, context: Context) -> bool:
    """Whether `expr` changes with the letter, which itself counts as a letter though it be defined."""
    name = base_of(letter).value
    return name in ground(expr, context, frozenset({name}))
