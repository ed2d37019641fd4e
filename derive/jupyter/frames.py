"""A derivation as frames to leaf through: what stood there, what stands there now, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from derive.expressions.expr import Expr, postorder
from derive.jupyter.changes import changed_parts
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.pictures import Graph, graph_of, place_in_graph
from derive.records.picture import Picture
from derive.records.step import Derivation, Step
from derive.render.formula import NO_FORMULA, Formula
from derive.render.latex import latex_marked
from derive.writeups.document import Chain, Line, WriteUp
from derive.writeups.printing import PLAIN_RELATIONS


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
    reached       LaTeX of the relation of `left` to `before`; `relation` that of `before` to `after`
    graph         the model's graph, filled where the step takes place; nothing where there is none
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
    reached: str = "="
    relation: str = "="
    graph: Picture | None = None

    def __str__(self) -> str:
        needs = f" ({', '.join(c.plain for c in self.conditions)})" if self.conditions else ""
        case = f" in the case {self.case.plain}" if self.case else ""
        sign = PLAIN_RELATIONS[self.relation]
        return f"step {self.number} of {self.of}{case}: {self.words}{needs}\n  {sign} {self.plain}"

    @property
    def latex(self) -> str:
        """Both values, one above the other."""
        rows = f"{self.left} &{self.reached} {self.before} \\\\\n&{self.relation} {self.after}"
        return f"\\begin{{aligned}}\n{rows}\n\\end{{aligned}}"


def frames_of(
    derivation: Derivation, writeup: WriteUp, context: Context, functions: FunctionTable, detail: str
) -> tuple[Frame, ...]:
    """The frames, case by case; at brief detail steps that are not shown join the next one."""
    graph = graph_of(derivation)
    chains = [(derivation.steps, writeup.chain, NO_FORMULA)] if writeup.chain else []
    chains += [
        (case.steps, shown.chain, shown.condition)
        for case, shown in zip(derivation.cases, writeup.cases, strict=True)
    ]
    found = [
        frame
        for steps, chain, condition in chains
        for frame in _chain(derivation.start, steps, chain, condition, context, functions, detail, graph)
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
    graph: Graph | None,
) -> Iterator[Frame]:
    """The frames of one chain, not yet numbered."""
    before, reached = start, "="
    for step, line in _joined(steps, chain.lines, detail):
        gone, new = changed_parts(step.after, before), changed_parts(before, step.after)
        yield Frame(
            0,
            0,
            chain.left.latex,
            latex_marked(before, gone, context, functions),
            latex_marked(step.after, new, context, functions),
            line.value.plain,
            line.words,
            line.formula,
            line.conditions,
            condition,
            reached,
            line.relation,
            place_in_graph(graph, _named(*gone, *new)) if graph else None,
        )
        before = step.after
        reached = reached if line.relation == "=" else line.relation


def _named(*parts: Expr) -> frozenset[str]:
    return frozenset(str(e.value) for e in postorder(*parts) if e.head == "sym")


def _joined(steps: Sequence[Step], lines: Sequence[Line], detail: str) -> Iterator[tuple[Step, Line]]:
    """The steps a reader sees, each with its line; the last step is always seen."""
    for number, (step, line) in enumerate(zip(steps, lines, strict=True), 1):
        if detail == "full" or step.shown or number == len(steps):
            yield step, line
