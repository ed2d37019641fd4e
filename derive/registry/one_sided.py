"""One-sided limits: lim_{x→a⁺} f is the limit in a letter of its own of which x > a is known."""

from __future__ import annotations

from dataclasses import replace

from derive.errors import DeriveError
from derive.expressions.build import rel, sym
from derive.expressions.expr import Expr, kinds, node
from derive.expressions.walk import substitute, transform
from derive.notation.context import Letter
from derive.records.statement import Statement
from derive.records.verdict import Verdict

LIMIT = kinds("limit")
MARKS = {1: "\N{SUPERSCRIPT PLUS SIGN}", -1: "\N{SUPERSCRIPT MINUS}"}
OWN = tuple(MARKS.values())


def without_own_letters(verdict: Verdict) -> Verdict:
    """The verdict with a counterexample in the letters of the text, not in one of a limit."""
    example = verdict.counterexample
    if example is None or not any(name.endswith(OWN) for name in example.point):
        return verdict
    point = {name: value for name, value in example.point.items() if not name.endswith(OWN)}
    return replace(verdict, counterexample=replace(example, point=point))


def open_one_sided(statement: Statement) -> Statement:
    """The statement with two-sided limits in letters that keep to one side."""
    if not (statement.left.kinds | statement.right.kinds) & LIMIT:
        return statement
    context = statement.context
    known: list[Expr] = []

    def opened(each: Expr) -> Expr | None:
        nonlocal context
        if each.head != "limit" or len(each.args) == 3:
            return None
        body, letter, to, side = each.args
        if letter.head != "sym":
            raise DeriveError("a one-sided limit is judged in a letter, not in an entry of an array")
        sign = int(side.value)
        name = f"{letter.value}{MARKS[sign]}"
        while name in context.letters:
            name += MARKS[sign]
        context, own = context.with_letters(Letter(name)), sym(name)
        known.append(rel("gt" if sign > 0 else "lt", own, to))
        return node("limit", substitute(body, {letter: own}), own, to)

    left, right = (transform(side, opened) for side in (statement.left, statement.right))
    return replace(statement, left=left, right=right, context=context.assuming(*known))
