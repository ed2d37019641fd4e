"""A statement at numbers as sizes, made general: 4 × 3 becomes n₁ × n₂, and the proof is for all sizes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from derive.expressions.build import num, sym
from derive.expressions.expr import Expr, node, number_value, postorder
from derive.expressions.walk import transform
from derive.notation.context import Letter
from derive.records.statement import Statement

FILLED = ("identity", "ones", "zeros")


@dataclass(frozen=True)
class General:
    """The general statement, and how the given one comes from it."""

    statement: Statement
    sizes: dict[str, int]

    def data(self) -> dict[str, Any]:
        context = self.statement.context
        return {
            "sizes": self.sizes,
            "left": self.statement.left,
            "right": self.statement.right,
            "assumptions": list(context.assumptions),
            "axes": {n: list(x.axes) for n, x in context.letters.items() if x.axes},
        }


def general_statements(statement: Statement) -> Iterator[General]:
    """With a letter for each size that is a number; then with numbers of the same value as sizes too."""
    values = _sizes(statement)
    if not values or statement.relation != "eq":
        return
    taken = {*statement.context.letters, *(e.value for e in _nodes(statement) if e.head == "sym")}
    names = [f"n_{k}" for k in range(1, 20) if f"n_{k}" not in taken]
    sizes = dict(zip(values, names, strict=False))
    yield _general(statement, sizes, numbers=False)
    if any(number_value(e) in sizes for e in _scalars(statement)):
        yield _general(statement, sizes, numbers=True)


def _nodes(statement: Statement) -> list[Expr]:
    return list(postorder(statement.left, statement.right, *statement.context.assumptions))


def _sizes(statement: Statement) -> list[int]:
    """The numbers from 2 on that are sizes, the greatest first."""
    used = {e.value for e in _nodes(statement) if e.head == "sym"}
    axes = [n for name, x in statement.context.letters.items() if name in used for n in x.axes]
    axes += [n for e in _nodes(statement) if e.head in FILLED for n in e.args]
    found = {int(v) for n in axes if (v := number_value(n)) is not None and v > 1}
    return sorted(found, reverse=True)


def _scalars(statement: Statement) -> list[Expr]:
    return [a for e in _nodes(statement) if e.head not in (*FILLED, "pow") for a in e.args if a.head == "num"]


def _general(statement: Statement, sizes: dict[int, str], *, numbers: bool) -> General:
    """`numbers`: every number of a size's value stands for the size, not only the sizes of 1, 0 and I."""
    put = {num(value): sym(name) for value, name in sizes.items()}

    def rid(each: Expr) -> Expr | None:
        if each.head in FILLED or (numbers and each.head not in ("pow", "entry")):
            args = tuple(put.get(a, a) for a in each.args)
            return node(each.head, *args, value=each.value) if args != each.args else None
        return None

    context = statement.context
    letters = [
        replace(x, axes=tuple(put.get(n, n) for n in x.axes)) for x in context.letters.values() if x.axes
    ]
    letters += [Letter(name, role="size") for name in sizes.values()]
    left, right, *assumed = (
        transform(tree, rid) for tree in (statement.left, statement.right, *context.assumptions)
    )
    general = replace(context.with_letters(*letters), assumptions=tuple(assumed))
    return General(Statement(left, right, general), {name: value for value, name in sizes.items()})
