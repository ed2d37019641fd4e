"""Slips with products of matrices: a transpose left out, a product of another kind."""

from __future__ import annotations

from collections.abc import Iterator

from derive.answers.slipped_results import Repaired, Slipped
from derive.expressions.build import fn
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import letters, substitute
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement


def transposed(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    for each in [e for e in postorder(s.right) if e.head == "transpose"]:
        yield Repaired(substitute(s.right, {each: each.args[0]})), each.args[0]
    for each in _arrays(s):
        yield Repaired(substitute(s.right, {each: fn("transpose", each)})), each


def _arrays(s: Statement) -> list[Expr]:
    known = s.context.letters
    return [
        x for n, x in letters(s.right).items() if n in known and (known[n].role == "array" or known[n].axes)
    ]


def products_exchanged(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    """A matrix product where ⊙ is right, and the other way round."""
    for each in [e for e in postorder(s.right) if e.head in ("matmul", "hadamard") and len(e.args) == 2]:
        other = "hadamard" if each.head == "matmul" else "matmul"
        yield Repaired(substitute(s.right, {each: fn(other, *each.args)})), each
