"""u_o beside a sum over u_k: whether o is one of the places that k runs over is often not said.

In J = −log σ(u_oᵀ v) − Σ_k log σ(−u_kᵀ v) the word o is none of the K others.  A relation that is false where
o may be one of them, and true where u_o is a letter of its own, is told as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derive.expressions.build import sym
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import substitute
from derive.notation.context import Context, Definition, Letter
from derive.records.statement import Statement


def with_letter_apart(statement: Statement) -> Iterator[tuple[str, Statement]]:
    """The statement with one u_o as a letter of its own, and what that says."""
    context = statement.context
    nodes = list(postorder(statement.left, statement.right, *(d.right for d in context.definitions)))
    entries = [e for e in nodes if e.head == "entry" and e.args[0].head == "sym"]
    for each in dict.fromkeys(entries):
        base, *places = each.args
        if len(places) != 1 or not _is_free(places[0]) or not _is_family(base, context):
            continue
        bound = [e for e in entries if e.args[0] is base and e.args[1].head == "idx" and e.args[1].value.uid]
        if bound and not _counts_elsewhere(places[0], base, nodes):
            yield _said(places[0], bound[0].args[1]), _apart(statement, each)


def _is_family(base: Expr, context: Context) -> bool:
    """Vectors u_1, u_2, …, and no entries of one vector, in which every place counts."""
    letter = context.letters.get(base.value)
    vectors = letter is not None and (letter.role == "array" or len(letter.axes) > 1)
    return vectors and context.definition(base.value) is None


def _is_free(place: Expr) -> bool:
    return place.head == "idx" and not place.value.uid


def _counts_elsewhere(place: Expr, base: Expr, nodes: list[Expr]) -> bool:
    """Whether the place stands on other letters too: then it is a place as others are."""
    return any(place in e.args and not (e.head == "entry" and e.args[0] is base) for e in nodes)


def _said(place: Expr, bound: Expr) -> str:
    return f"true if {place.value.name} is none of the places that {bound.value.name} runs over"


def _apart(statement: Statement, entry: Expr) -> Statement:
    context = statement.context
    base, place = entry.args
    name = f"{base.value}_{place.value.name}"
    letter = context.letters[base.value]
    own = Letter(name, role=letter.role, axes=letter.axes[1:], latex=_latex(letter, place))
    put = {entry: sym(name)}
    definitions = tuple(Definition(d.left, substitute(d.right, put)) for d in context.definitions)
    context = replace(context.with_letters(own), definitions=definitions)
    left, right = (substitute(side, put) for side in (statement.left, statement.right))
    return replace(statement, left=left, right=right, context=context)


def _latex(letter: Letter, place: Expr) -> str:
    return f"{letter.latex or letter.name}_{place.value.name}"
