"""Statements between whole arrays, where the prover of numbers has no word: that of matrices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derive.engine.tensors.identities import decide_matrix, has_arrays
from derive.errors import DeriveError
from derive.expressions.expr import postorder
from derive.records.statement import Statement
from derive.records.verdict import Verdict

LARGEST = 120


def with_matrices(decide: Callable[[Statement], Verdict]) -> Callable[[Statement], Verdict]:
    """`decide`, and for what it leaves undecided the prover of matrices: by words, or at sizes."""

    def asked(statement: Statement) -> Verdict:
        verdict = decide(statement)
        size = sum(1 for _ in postorder(statement.left, statement.right))
        if verdict.verdict != "undecided" or size > LARGEST or not has_arrays(statement):
            return verdict
        try:
            found = decide_matrix(statement, decide)
        except DeriveError as error:
            return replace(verdict, reason=error.message)
        if found.word == "undecided":
            return verdict
        certificate, holds_if = dict(found.certificate), found.holds_if
        return Verdict(
            found.word, method="matrices", reason=found.reason, certificate=certificate, holds_if=holds_if
        )

    return asked
