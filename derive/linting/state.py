"""What a lint under way knows: the links so far, what the document has said, the chain that is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from derive.expressions.build import ZERO
from derive.expressions.expr import Expr
from derive.expressions.walk import alpha
from derive.linting.arrays import with_identity
from derive.linting.bare_functions import as_letters
from derive.linting.blocks import Block
from derive.linting.chain_rule import slopes, varied_by
from derive.linting.drafts import (
    Draft,
    Joint,
)
from derive.linting.explaining import explained
from derive.linting.judged import Decide, Judged
from derive.linting.judging import judge_relation
from derive.linting.knowledge import Knowledge, as_definition
from derive.linting.letters import (
    of_functions,
    without_lengths,
)
from derive.linting.located import Located
from derive.linting.otherwise import judged_otherwise
from derive.linting.prepared import prepared
from derive.linting.vacuous_sums import ID, as_meant, said_of, vacuous_sums
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.read import Macro
from derive.records.statement import Statement
from derive.records.verdict import Diagnosis

MOST_PARAGRAPHS = 4  # between a slope put to 0 and the steps of solving it


@dataclass(frozen=True)
class Link:
    """A relation of the document with its outcome; `first` is the left side of its whole chain."""

    block: Block
    left: Located
    right: Located
    relation: str
    judged: Judged
    chain: int
    context: Context
    first_wrong: bool = False
    is_link: bool = True


@dataclass
class Open:
    """The chain that is open: a block may go on with it. `sound`: all of it so far was shown."""

    number: int = 0
    first: Located | None = None
    last: Located | None = None
    section: int = -1
    wrong: bool = False
    sound: bool = True
    named: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Solving:
    """Where a slope was put to 0, and the slope."""

    section: int = -1
    paragraph: int = 0
    left: Expr = ZERO

    def is_near(self, block: Block) -> bool:
        return block.section == self.section and block.paragraph - self.paragraph <= MOST_PARAGRAPHS


@dataclass
class State:
    """Links are collected in `links` in reading order."""

    functions: FunctionTable
    decide: Decide
    macros: Mapping[str, Macro] = field(default_factory=dict)
    knowledge: Knowledge = field(default_factory=Knowledge)
    links: list[Link] = field(default_factory=list)
    chain: Open = field(default_factory=Open)
    premise: Located | None = None
    softmax_in: int = -1
    kronecker: bool = False
    convention: bool = False
    solving: Solving = Solving()
    varied: dict[str, None] = field(default_factory=dict)
    derived: dict[str, None] = field(default_factory=dict)
    explain: bool = True
    listed: list[Located] = field(default_factory=list)
    vacuous: list[Expr] = field(default_factory=list)
    offset: int = 0
    sections: int = 0
    paragraphs: int = 0

    def judged(self, statement: Statement) -> Judged:
        context, sides = as_letters(statement.context, (statement.left, statement.right))
        left, right = (with_identity(context, side, *sides) for side in sides)
        statement = prepared(replace(statement, left=left, right=right, context=context), self.functions)
        return judged_otherwise(statement, lambda each: judge_relation(each, self.decide))

    def _explained(self, judged: Judged, statement: Statement) -> Judged:
        """A wrong relation with what it probably is; a sum without its index is said once."""
        here = next(vacuous_sums(statement.left, statement.right), None)
        new = here is not None and alpha(here.total) not in self.vacuous
        if here is not None and new:
            self.vacuous.append(alpha(here.total))
        if here is not None and new and judged.outcome == "definition":
            told = said_of(here, statement.context, self.functions, right=False)
            return replace(judged, code="D107", reason=told)
        if not judged.wrong or not self.explain:
            return judged
        meant = as_meant(statement)
        if meant is None:
            return explained(judged, self.functions, self.decide)
        again = self.judged(meant)
        if again.right:
            told = "right with what was probably meant by the sum without its index"
            if here is None:
                return replace(judged, notes=(*judged.notes, told))
            told = said_of(here, statement.context, self.functions, right=True)
            return replace(judged, diagnosis=(Diagnosis(ID, told),))
        if not again.wrong:
            return judged
        again = explained(again, self.functions, self.decide)
        return replace(judged, diagnosis=again.diagnosis, correction=again.correction)

    def _context(self, joint: Joint) -> Context:
        definitions = [d for chain in joint.known if (d := as_definition(chain)) is not None]
        definitions = [of_functions(d, *(s.expr for s in joint.chain.sides)) for d in definitions]
        context = joint.context.with_definitions(*definitions).assuming(*joint.conditions)
        return without_lengths(context, *(s.expr for c in (*joint.known, joint.chain) for s in c.sides))

    def _add(self, draft: Draft, k: int, relation: str, judged: Judged, context: Context) -> None:
        first_wrong = judged.outcome in ("refuted", "conditional") and not self.chain.wrong
        self.chain.sound = self.chain.sound and (judged.right or judged.outcome == "carried")
        self.chain.wrong = self.chain.wrong or judged.outcome == "refuted"
        if k == 0 and draft.chain is not None:
            sides = [side.expr for side in draft.chain.sides]
            self.varied |= dict.fromkeys(varied_by(sides))
            self.derived |= dict.fromkeys(e.args[0].value for e in slopes(sides) if e.args[0].head == "sym")
        self.links.append(
            Link(
                draft.block,
                draft.sides[k],
                draft.sides[k + 1],
                relation,
                judged,
                self.chain.number,
                context,
                first_wrong,
            )
        )
