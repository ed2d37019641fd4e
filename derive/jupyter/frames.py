"""A derivation as frames to leaf through: what stood there, what stands there now, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from derive.jupyter.changes import changed_parts
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.records.step import Derivation, Step
from derive.render.formula import Formula
from derive.render.latex import latex_marked
from derive.writeups.document import Chain, Line


@dataclass(frozen=True)
class Frame:
    """One step.

    number, of    its place, from 1, and how many there are
    left          LaTeX of what is derived
    before, after LaTeX of the values before and after, the parts that change in colour
    plain         the value after, as plain text
    words         the rule as a sentence; `rule` is its formula
    conditions    what the step needs
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

    def __str__(self) -> str:
        needs = f" ({', '.join(c.plain for c in self.conditions)})" if self.conditions else ""
        return f"step {self.number} of {self.of}: {self.words}{needs}\n  = {self.plain}"

    @property
    def latex(self) -> str:
        """Both values, one above the other."""
        return f"\\begin{{aligned}}\n{self.left} &= {self.before} \\\\\n&= {self.after}\n\\end{{aligned}}"


def frames_of(
    derivation: Derivation, chain: Chain, context: Context, functions: FunctionTable, detail: str = "brief"
) -> tuple[Frame, ...]:
    """The frames of a derivation's chain; at brief detail steps that are not shown join the next one."""
    pairs = list(_joined(derivation.steps, chain.lines, detail))
    found, before = [], derivation.start
    for number, (step, line) in enumerate(pairs, 1):
        marks_before = changed_parts(step.after, before)
        marks_after = changed_parts(before, step.after)
        found.append(
            Frame(
                number,
                len(pairs),
                chain.left.latex,
                latex_marked(before, marks_before, context, functions),
                latex_marked(step.after, marks_after, context, functions),
                line.value.plain,
                line.words,
                line.formula,
                line.conditions,
            )
        )
        before = step.after
    return tuple(found)


def _joined(steps: Sequence[Step], lines: Sequence[Line], detail: str) -> Iterator[tuple[Step, Line]]:
    """The steps a reader sees, each with its line; the last step is always seen."""
    for number, (step, line) in enumerate(zip(steps, lines, strict=True), 1):
        if detail == "full" or step.shown or number == len(steps):
            yield step, line
