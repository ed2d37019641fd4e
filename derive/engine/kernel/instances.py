"""A statement at given sizes as an instance of one for all sizes: with the sizes put in it is the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from derive.engine.kernel.unfold import Reject
from derive.expressions.build import num, sym
from derive.expressions.data import from_data
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import substitute
from derive.notation.context import Letter
from derive.records.statement import Statement


def general_of(statement: Statement, data: Mapping[str, Any]) -> Statement:
    """The general statement of a certificate; raises Reject unless `statement` is an instance of it.

    sizes  the letters and the sizes they stand for; axes  the general axes of each array
    """
    context = statement.context
    sizes = {str(name): int(value) for name, value in data["sizes"].items()}
    put = {sym(name): num(value) for name, value in sizes.items()}
    left, right = from_data(data["left"]), from_data(data["right"])
    assumed = tuple(from_data(each) for each in data["assumptions"])
    before = (statement.left, statement.right, *context.assumptions)
    if any(v < 1 for v in sizes.values()) or any(_names(tree) & set(sizes) for tree in before):
        raise Reject("a size letter that the statement has already")
    if set(context.letters) & set(sizes):
        raise Reject("a size letter that is declared already")
    if len(assumed) != len(context.assumptions) or any(
        substitute(new, put) is not old for new, old in zip((left, right, *assumed), before, strict=True)
    ):
        raise Reject("the statement is no instance of the general one")
    letters = [Letter(name, role="size") for name in sizes]
    for name, given in data["axes"].items():
        axes, known = tuple(map(from_data, given)), context.letters[str(name)]
        if tuple(substitute(n, put) for n in axes) != known.axes:
            raise Reject(f"the shape of {name} is no instance of the general one")
        letters.append(replace(known, axes=axes))
    return Statement(
        left, right, replace(context.with_letters(*letters), assumptions=assumed), statement.relation
    )


def _names(tree: Expr) -> set[Any]:
    return {e.value for e in postorder(tree) if e.head == "sym"}
