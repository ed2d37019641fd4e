"""A derivation as frames to leaf through: what stood there, what stands there now, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from derive.expressions.expr import Expr
from derive.jupyter.changes import changed_parts
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.records.step import Derivation, Step
from derive.render.formula import NO_FORMULA, Formula
from derive.render.latex import latex_marked
from derive.writeups.document import Chain, Line, WriteUp


@dataclass(frozen=True)
class Frame:
    """One step.

    number, of    its place, from 1, and how many there are
    left          LaTeX of what is derived
    before, after LaTeX of the values before and after, the parts that change in colour
    plain         the value after, as plain text
    words         the rule as a sentence; `rule` is its formula
    conditions    what the step needs
    case          in which case it is taken; nothing where there are no cases
    """

    number: int
    of: int
    left: str
    before: str
    after: str
    plain: str
    words: str
    rule: Formula
    conditions: tuple[Formula, ...] = ()
    case: Formula = NO_FORMULA

    def __str__(self) -> str:
        needs = f" ({', '.join(c.plain for c in self.conditions)})" if self.conditions else ""
        case = f" in the case {self.case.plain}" if self.case else ""
        return f"step {self.number} of {self.of}{case}: {self.words}{needs}\n  = {self.plain}"

    @property
    def latex(self) -> str:
        """Both values, one above the other."""
        return f"\\begin{{aligned}}\n{self.left} &= {self.before} \\\\\n&= {self.after}\n\\end{{aligned}}"


def frames_of(
    derivation: Derivation, writeup: WriteUp, context: Context, functions: FunctionTable, detail: str
) -> tuple[Frame, ...]:
    """The frames, case by case; at brief detail steps that are not shown join the next one."""
    chains = [(derivation.steps, writeup.chain, NO_FORMULA)] if writeup.chain else []
    chains += [
        (case.steps, shown.chain, shown.condition)
        for case, shown in zip(derivation.cases, writeup.cases, strict=True)
    ]
    found = [
        frame
        for steps, chain, condition in chains
        for frame in _chain(derivation.start, steps, chain, condition, context, functions, detail)
    ]
    return tuple(replace(frame, number=k, of=len(found)) for k, frame in enumerate(found, 1))


def _chain(
    start: Expr,
    steps: Sequence[Step],
    chain: Chain,
    condition: Formula,
    context: Context,
    functions: FunctionTable,
    detail: str,
) -> Iterator[Frame]:
    """The frames of one chain, not yet numbered."""
    before = start
    for step, line in _joined(steps, chain.lines, detail):
        yield Frame(
            0,
            0,
            chain.left.latex,
            latex_marked(before, changed_parts(step.after, before), context, functions),
            latex_marked(step.after, changed_parts(before, step.after), context, functions),
            line.value.plain,
            line.words,
            line.formula,
            line.conditions,
            condition,
        )
        before = step.after


def _joined(steps: Sequence[Step], lines: Sequence[Line], detail: str) -> Iterator[tuple[Step, Line]]:
    """The steps a reader sees, each with its line; the last step is always seen."""
    for number, (step, line) in enumerate(zip(steps, lines, strict=True), 1):
        if detail == "full" or step.shown or number == len(steps):
            yield step, line
