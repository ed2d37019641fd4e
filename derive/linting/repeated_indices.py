"""Einstein's convention: a false equation that is true with a sum over an index that occurs twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derive.expressions.build import ONE, fresh_idx, sum_over
from derive.expressions.expr import Expr, free_indices, postorder
from derive.expressions.walk import substitute
from derive.linting.judged import Decide, Judged
from derive.records.statement import Statement


def with_convention(judged: Judged, statement: Statement, decide: Decide) -> Judged:
    """A false equation that is true with a sum over an index that occurs twice in a product."""
    if judged.outcome not in ("refuted", "conditional") or statement.relation != "eq":
        return judged
    for name, left, right in _summed(statement):
        verdict = decide(replace(statement, left=left, right=right))
        if verdict.verdict == "proved":
            return Judged(
                "conditional", "D202", f"true if the repeated index {name} is summed", judged.verdict
            )
        if verdict.verdict == "undecided":
            reason = f"wrong as it is printed; not decided with the repeated index {name} summed"
            return Judged("undecided", "D301", reason, judged.verdict)
    return judged


def _summed(statement: Statement) -> Iterator[tuple[str, Expr, Expr]]:
    sides = (statement.left, statement.right)
    for k, side in enumerate(sides):
        lone = free_indices(side) - free_indices(sides[1 - k])
        for index in sorted(lone, key=lambda x: x.name):
            letter = statement.context.letters.get(index.name)
            if letter is None or letter.hi is None or not _repeated(side, index.name):
                continue
            bound = fresh_idx(index.name)
            place = next(e for e in postorder(side) if e.head == "idx" and e.value == index)
            total = sum_over(substitute(side, {place: bound}), bound, letter.lo or ONE, letter.hi)
            yield index.name, *((total, sides[1]) if k == 0 else (sides[0], total))


def _repeated(side: Expr, name: str) -> bool:
    """Whether an index occurs in two factors of a product."""
    for each in postorder(side):
        if each.head == "mul":
            holding = [a for a in each.args if any(i.name == name for i in free_indices(a))]
            if len(holding) >= 2:
                return True
    return False
