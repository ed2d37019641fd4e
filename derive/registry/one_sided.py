"""One-sided limits: lim_{x→a⁺} f is the limit in a letter of its own of which x > a is known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial

from derive.errors import DeriveError
from derive.expressions.build import rel, sym
from derive.expressions.expr import Expr, free_indices, kinds, node, postorder
from derive.expressions.walk import occurs, substitute, transform
from derive.notation.context import Context, Letter
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
    """The statement, its assumptions and definitions with limits in letters that keep to one side."""
    context = statement.context
    trees = (statement.left, statement.right, *context.assumptions, *(d.right for d in context.definitions))
    if not any(
        e.head == "limit" and len(e.args) == 4 for t in trees if t.kinds & LIMIT for e in postorder(t)
    ):
        return statement
    opening = _Opening(context)
    left, right = (opening.of(side) for side in (statement.left, statement.right))
    assumptions = tuple(map(opening.of, context.assumptions))
    definitions = tuple(replace(d, right=opening.of(d.right, d.parameters)) for d in context.definitions)
    known = replace(opening.context, assumptions=assumptions, definitions=definitions)
    return replace(statement, left=left, right=right, context=known.assuming(*opening.known))


class _Opening:
    """The context with the letters that were needed, and what is known of them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.known: list[Expr] = []

    def of(self, tree: Expr, parameters: Collection[Expr] = ()) -> Expr:
        return transform(tree, partial(self._opened, parameters)) if tree.kinds & LIMIT else tree

    def _opened(self, parameters: Collection[Expr], each: Expr) -> Expr | None:
        if each.head != "limit" or len(each.args) == 3:
            return None
        body, letter, to, side = each.args
        if any(e.head == "const" and e.value == "inf" for e in postorder(to)):
            return node("limit", body, letter, to)
        if letter.head != "sym":
            raise DeriveError("a one-sided limit is judged in a letter, not in an entry of an array")
        if any(i.uid for i in free_indices(to)) or any(occurs(x, to) for x in parameters):
            raise DeriveError("a one-sided limit is judged at one point, not at one for each place")
        sign = int(side.value)
        name = f"{letter.value}{MARKS[sign]}"
        while name in self.context.letters:
            name += MARKS[sign]
        own, self.context = sym(name), self.context.with_letters(Letter(name))
        self.known.append(rel("gt" if sign > 0 else "lt", own, to))
        return node("limit", substitute(body, {letter: own}), own, to)
