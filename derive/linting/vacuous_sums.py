r"""Sums whose index does not occur in their terms: `\sum_{i=1}^k e^{z_k}`, where e^{z_i} is meant.

What is judged is what is printed. Beside it the statement with the index put in the place of the other one is
judged too: it says whether a line is right as it was meant, and gives its correction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from derive.expressions.expr import BINDERS, Expr, free_indices, postorder
from derive.expressions.walk import rebuild, substitute, transform
from derive.notation.context import Context, Definition
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement
from derive.render.latex import latex

ID = "index-not-in-sum"


@dataclass(frozen=True)
class Vacuous:
    """A sum, its index, and the only other place that its terms have."""

    total: Expr
    index: Expr
    place: Expr

    @property
    def meant(self) -> Expr:
        """Its terms with the index in that place."""

        def rule(each: Expr) -> Expr | None:
            if each.head != "entry":
                return None
            return rebuild(each, (self.index if a is self.place else a for a in each.args))

        return transform(self.total.args[0], rule)


def vacuous_sums(*exprs: Expr) -> Iterator[Vacuous]:
    """The sums without their index, in reading order."""
    for each in postorder(*exprs):
        if each.head not in BINDERS:
            continue
        body, index, _, _, condition = each.args
        if index.value in free_indices(body) | free_indices(condition):
            continue
        places = dict.fromkeys(p for e in postorder(body) if e.head == "entry" for p in e.args[1:])
        free = [p for p in places if p.head == "sym" or (p.head == "idx" and not p.value.uid)]
        if len(places) == len(free) == 1:
            yield Vacuous(each, index, free[0])


def as_meant(statement: Statement) -> Statement | None:
    """The statement with these sums, and those of its definitions, put right; None where there are none."""
    context = statement.context
    whole = (statement.left, statement.right, *(d.right for d in context.definitions))
    found = list(vacuous_sums(*whole))
    if not found:
        return None
    put = {v.total: rebuild(v.total, (v.meant, *v.total.args[1:])) for v in found}
    left, right, *rights = (substitute(e, put) for e in whole)
    definitions = tuple(Definition(d.left, new) for d, new in zip(context.definitions, rights, strict=True))
    context = replace(context, definitions=definitions)
    return _with_its_size(replace(statement, left=left, right=right, context=context), found)


def _with_its_size(statement: Statement, found: list[Vacuous]) -> Statement:
    """z has as many places as the sum has terms, where the text names no other size for it."""
    context = statement.context
    put: dict[Expr, Expr] = {}
    for each in found:
        base = next(e.args[0] for e in postorder(each.total.args[0]) if e.head == "entry")
        letter = context.letters.get(str(base.value))
        if letter is not None and len(letter.axes) == 1 and _is_unwritten(letter.axes[0], context):
            put.setdefault(letter.axes[0], each.total.args[3])
    return _resized(statement, put) if put else statement


def _is_unwritten(size: Expr, context: Context) -> bool:
    letter = context.letters.get(str(size.value)) if size.head == "sym" else None
    return letter is not None and letter.unwritten


def _resized(statement: Statement, put: dict[Expr, Expr]) -> Statement:
    context = statement.context
    letters = (
        replace(
            x,
            axes=tuple(substitute(a, put) for a in x.axes),
            hi=None if x.hi is None else substitute(x.hi, put),
        )
        for x in context.letters.values()
    )
    definitions = tuple(Definition(d.left, substitute(d.right, put)) for d in context.definitions)
    context = replace(context.with_letters(*letters), definitions=definitions)
    left, right = (substitute(side, put) for side in (statement.left, statement.right))
    return replace(statement, left=left, right=right, context=context)


def said_of(found: Vacuous, context: Context, functions: FunctionTable, *, right: bool) -> str:
    """What a reader is told of it."""
    meant = latex(substitute(found.meant, {found.index: _named(found)}), context, functions)
    told = f"the index \\({found.index.value.name}\\) of the sum does not occur in its terms"
    return (
        f"{told}; with \\({meant}\\) under the sum it is right"
        if right
        else f"{told}; \\({meant}\\) is probably meant"
    )


def _named(found: Vacuous) -> Expr:
    """The index by its own letter, which nothing else in the terms has."""
    return Expr("idx", (), replace(found.index.value, uid=0))
