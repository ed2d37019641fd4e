"""A lint under way: the blocks of a document in order, what was learnt, and the chain that is open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from derive.expressions.build import fn, sym
from derive.expressions.expr import Expr
from derive.linting.blocks import Block
from derive.linting.drafts import Draft, Joint, Unread, chain_text, drafts_of, led_by, read_jointly
from derive.linting.explaining import explained
from derive.linting.judging import JUDGED, Decide, Judged, judge_relation
from derive.linting.knowledge import Knowledge, Known, as_definition, defined_name, is_value, mentions
from derive.linting.letters import (
    named_functions,
    of_functions,
    says_of_function,
    unknown_functions,
    without_lengths,
)
from derive.linting.located import Located, inserted
from derive.linting.respelling import softmax_for_sigma, with_dots, with_places
from derive.notation.context import Context, Definition
from derive.notation.functions import FunctionTable
from derive.read import Macro
from derive.records.statement import Statement

DEFINED = Judged("definition")
_RELATION = re.compile(
    r"[=<>≤≥≈]|\\(?:leq?|geq?|lt|gt|neq?|in|to|rightarrow|longrightarrow|approx|sim|equiv|subset|propto)\b"
)
_ARROW = re.compile(r"\\(?:to|rightarrow|longrightarrow)\b")
_SIZES = re.compile(r"of \d+ .*of \d+.* does not fit")
NO_LEAD = "what stood before it was not read"


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
class _Chain:
    """The chain that a block may go on with."""

    number: int = 0
    first: Located | None = None
    last: Located | None = None
    section: int = -1
    wrong: bool = False
    sound: bool = True
    named: str = ""
    names: tuple[str, ...] = ()


@dataclass
class Session:
    """Links are collected in `links` in reading order."""

    functions: FunctionTable
    decide: Decide
    macros: Mapping[str, Macro] = field(default_factory=dict)
    knowledge: Knowledge = field(default_factory=Knowledge)
    links: list[Link] = field(default_factory=list)
    chain: _Chain = field(default_factory=_Chain)
    premise: Located | None = None
    softmax_in: int = -1
    kronecker: bool = False
    explain: bool = True
    offset: int = 0

    def run(self, blocks: list[Block]) -> None:
        for k, block in enumerate(blocks):
            following = blocks[k + 1] if k + 1 < len(blocks) else None
            self._block(block, following)

    def _block(self, block: Block, following: Block | None) -> None:
        if not block.display and not self._says_something(block):
            return
        block = self._respelled(block)
        self.kronecker = self.kronecker or "kronecker" in block.before.lower()
        if block.continues and self.chain.section != block.section:
            self.chain = _Chain(self.chain.number)
        drafts, unread = drafts_of(block, self.chain.last, self.functions, self.macros)
        for each in unread:
            self._unread(block, each)
        if unread and not drafts and (block.display or "=" in block.text.text):
            self.chain = (
                _Chain(self.chain.number, section=block.section) if not block.continues else self.chain
            )
        before = len(self.links)
        for draft in drafts:
            self._draft(draft, following)
        if len(self.links) == before and not unread and _ARROW.search(block.text.text, 1):
            judged = Judged("not checkable", "D403", "an arrow between two expressions is not judged")
            self.links.append(Link(block, block.text, inserted(""), "", judged, self.chain.number, Context()))

    def _respelled(self, block: Block) -> Block:
        """σ read as softmax in the section that says so."""
        block = replace(block, text=with_dots(block.text))
        text = (
            with_places(block.text) if self.kronecker or "kronecker" in block.before.lower() else block.text
        )
        return replace(block, text=softmax_for_sigma(text) if block.section == self.softmax_in else text)

    def _unread(self, block: Block, unread: Unread) -> None:
        reason = unread.reason + (f"; {unread.hint}" if unread.hint else "")
        if self._says_something(block):
            judged = Judged("not checkable", "D401", reason)
            if "\\begin{" in block.text.text and _SIZES.search(unread.reason):
                judged = Judged("refuted", "D105", unread.reason)
            self.links.append(
                Link(
                    block, unread.text, inserted(""), "", judged, self.chain.number, Context(), is_link=False
                )
            )

    def _says_something(self, block: Block) -> bool:
        return _RELATION.search(block.text.text) is not None

    # ---- one statement -----------------------------------------------------------------------------

    def _draft(self, draft: Draft, following: Block | None) -> None:
        block = draft.block
        if not draft.led:
            mention = not draft.relations and not block.display
            if mention:
                return
            wrong = _Chain(
                self.chain.number + 1,
                draft.sides[0],
                draft.sides[0],
                block.section,
                named=block.named,
                names=draft.names,
            )
            self.chain = wrong
        if not draft.relations:
            if block.named:
                named = replace(draft, sides=(inserted(block.named), draft.sides[0]), relations=("eq",))
                self._add(named, 0, "eq", Judged("definition"), Context())
            return
        draft = led_by(draft, self.chain.first)
        if block.role in ("assumption", "condition"):
            self._assume(draft)
            return
        joint = self._joint(draft)
        if joint is None:
            self._not_joined(draft)
            return
        self._judge_chain(draft, joint, following)
        self.chain.last = draft.sides[-1]

    def _joint(self, draft: Draft) -> Joint | None:
        """The draft with the definitions and assumptions it stands on; without them when they do not fit."""
        at = draft.at + self.offset
        known = [
            k
            for k in self.knowledge.relevant([*draft.names, *(self.chain.names if draft.led else ())], at)
            if k.at != at
        ]
        names = {n for k in known for n in k.names} | set(draft.names)
        assumed = [a.text for a in self.knowledge.assumed(names, draft.block.section, draft.block.paragraph)]
        conditions = [*assumed, *draft.conditions]
        if draft.block.implied and self.premise is not None:
            conditions.append(self.premise)
        attempts = {
            (tuple(k.text for k in facts), tuple(stated)): None
            for facts in (known, [k for k in known if k.value], [])
            for stated in (conditions, draft.conditions, ())
        }
        for facts, stated in attempts:
            joint = read_jointly(draft, facts, stated, self.functions, self.macros)
            if joint is not None:
                return joint
        return None

    def _not_joined(self, draft: Draft) -> None:
        judged = Judged("not checkable", "D401", "its letters are used in ways that do not fit together")
        for k, relation in enumerate(draft.relations):
            self._add(draft, k, relation, judged, Context())
        self.chain.last = draft.sides[-1]

    def _assume(self, draft: Draft) -> None:
        block = draft.block
        known = Known("", draft.text, draft.names, draft.at + self.offset, block.section, block.paragraph)
        joint = self._joint(draft)
        equation = draft.relations[0] == "eq"
        name = (
            defined_name(joint.chain.sides[0].expr)
            if joint and equation and block.role != "condition"
            else None
        )
        valued = _values_given(draft, joint) if block.role == "condition" and equation else False
        if valued and joint is not None:
            name = defined_name(joint.chain.sides[0].expr)
        if name is not None and joint is not None and self.knowledge.definition(name, known.at) is None:
            self._define(draft, joint, name)
        else:
            self.knowledge.assumptions.append(known)
        for k, relation in enumerate(draft.relations):
            self._add(draft, k, relation, Judged("definition", reason="assumed"), Context())

    # ---- relations ---------------------------------------------------------------------------------

    def _judge_chain(self, draft: Draft, joint: Joint, following: Block | None) -> None:
        context = self._context(joint)
        shift = 1 if draft.first is not None else 0
        sides = [s.expr for s in joint.chain.sides]
        for k, relation in enumerate(draft.relations):
            left, right = sides[k + shift], sides[k + shift + 1]
            is_start = k == 0 and not draft.led and not draft.middle
            judged = (
                self._start(draft, joint, context, left, right, relation, following) if is_start else None
            )
            judged = judged or self._named(draft, k, left, right, relation, context)
            if judged is None:
                context = self._with_functions(draft, joint, left, right, context)
                judged = judge_relation(Statement(left, right, context, relation), self.decide)
                judged = self._against_first(judged, sides[0], right, context, relation, is_start)
            if (
                is_start
                and judged.code == "D402"
                and relation == "eq"
                and says_of_function(left, right, context)
            ):
                judged = Judged("definition", reason="says what the function is")
            if judged.wrong and self.explain:
                judged = explained(judged, self.functions, self.decide)
            if draft.block.role == "question" and not judged.right:
                judged = Judged("not checkable", "D403", "asked, not claimed: true or false")
            self._add(draft, k, relation, judged, context)

    def _context(self, joint: Joint) -> Context:
        definitions = [d for chain in joint.known if (d := as_definition(chain)) is not None]
        definitions = [of_functions(d, *(s.expr for s in joint.chain.sides)) for d in definitions]
        context = joint.context.with_definitions(*definitions).assuming(*joint.conditions)
        return without_lengths(context, *(s.expr for c in (*joint.known, joint.chain) for s in c.sides))

    def _with_functions(
        self, draft: Draft, joint: Joint, left: Expr, right: Expr, context: Context
    ) -> Context:
        """A function letter that the prose calls the sigmoid, once what is said is proved of the sigmoid."""
        for name in unknown_functions(context, left, right):
            for word in named_functions(draft.block.before, self.functions):
                x = sym("x")
                meant = Definition(fn("call", sym(name), x), fn(word, x))
                tried = context.with_definitions(meant)
                if judge_relation(Statement(left, right, tried, "eq"), self.decide).right:
                    at = draft.at + self.offset
                    text = inserted(f"{name}(x) = \\operatorname{{{word}}}(x)")
                    section, paragraph = draft.block.section, draft.block.paragraph
                    self.knowledge.definitions.append(Known(name, text, (name,), at - 1, section, paragraph))
                    return tried
        return context

    def _against_first(
        self, judged: Judged, first: Expr, right: Expr, context: Context, relation: str, is_start: bool
    ) -> Judged:
        """A new error told from one carried forward; an undecided link by the chain's first side."""
        if (
            is_start
            or relation != "eq"
            or (judged.right and not self.chain.wrong)
            or judged.outcome == "refuted"
        ):
            return judged
        if judged.right or judged.outcome in ("undecided", "not checkable"):
            ends = judge_relation(Statement(first, right, context, "eq"), self.decide)
            if judged.right and ends.outcome == "refuted":
                return Judged(
                    "carried", "D102", "right after the line before, wrong after the first line", ends.verdict
                )
            if not judged.right and ends.outcome in ("proved", "rounding"):
                return replace(ends, notes=(*ends.notes, "by the first line of the chain"))
        return judged

    def _start(
        self,
        draft: Draft,
        joint: Joint,
        context: Context,
        left: Expr,
        right: Expr,
        relation: str,
        following: Block | None,
    ) -> Judged | None:
        """What the first relation of a chain is when it is no claim: a definition, a premise."""
        if relation in ("in", "subset", "sim", "assign", "propto"):
            return DEFINED
        if relation != "eq":
            return None
        block, name = draft.block, defined_name(left)
        if name is not None and not mentions(right, name):
            return self._definition(draft, joint, context, name, left, right)
        if left.head == "delta" and right.head == "cases":
            judged = judge_relation(Statement(left, right, context, "eq"), self.decide)
            return None if judged.wrong else DEFINED
        if left.head in self.functions and self._restates(draft, left, right, context):
            return DEFINED
        if (
            following is not None
            and following.implied
            and not block.implied
            and not is_closed(left, right, context)
        ):
            self.premise = draft.text
            return Judged("definition", reason="the premise of what follows")
        if block.role == "definition":
            return self._turned_round(draft, joint, left, right) or None
        return None

    def _definition(
        self, draft: Draft, joint: Joint, context: Context, name: str, left: Expr, right: Expr
    ) -> Judged | None:
        block = draft.block
        at = draft.at + self.offset
        known = self.knowledge.definition(name, at)
        if known is None or known.at >= at:
            if block.implied and self.premise is not None:
                return None
            self._define(draft, joint, name)
            return DEFINED
        if same_text(known.text, draft):
            return DEFINED
        judged = judge_relation(Statement(left, right, context, "eq"), self.decide)
        if judged.right:
            return judged
        claimed = bool(joint.conditions) or (block.role == "consequence" and not is_value(right))
        again = block.role == "definition" or is_value(right) or known.section != block.section
        again = (again and not claimed) or judged.code == "D105" or known.label
        if again or judged.outcome == "not checkable":
            self._define(draft, joint, name)
            return DEFINED
        return judged

    def _define(self, draft: Draft, joint: Joint, name: str) -> None:
        sides = joint.chain.sides[-len(draft.sides) :]
        text = chain_text(draft.sides[:2], draft.relations[:1])
        block = draft.block
        self.knowledge.definitions.append(
            Known(
                name,
                text,
                draft.names,
                draft.at + self.offset,
                block.section,
                block.paragraph,
                is_value(sides[1].expr),
                labelled(block, draft),
            )
        )

    def _turned_round(self, draft: Draft, joint: Joint, left: Expr, right: Expr) -> Judged | None:
        """`Let Σ e^{z_k} = SUM`: the name stands on the right."""
        name = defined_name(right)
        if (
            name is None
            or mentions(left, name)
            or self.knowledge.definition(name, draft.at + self.offset) is not None
        ):
            return None
        text = chain_text((draft.sides[1], draft.sides[0]), ("eq",))
        block = draft.block
        self.knowledge.definitions.append(
            Known(name, text, draft.names, draft.at + self.offset, block.section, block.paragraph)
        )
        return DEFINED

    def _named(
        self, draft: Draft, k: int, left: Expr, right: Expr, relation: str, context: Context
    ) -> Judged | None:
        """`… = SUM`, a new name for what stands before it."""
        name = defined_name(right)
        if relation != "eq" or name is None or mentions(left, name) or right.head == "call":
            return None
        at = draft.at + self.offset
        if self.knowledge.definition(name, at) is not None or is_value(left) or not _long(draft.sides[k]):
            return None
        if any(mentions(d.right, name) for d in context.definitions) or name in _letters_of_text(
            self, draft, k
        ):
            return None
        text = chain_text((draft.sides[k + 1], draft.sides[k]), ("eq",))
        self.knowledge.definitions.append(
            Known(name, text, draft.names, at, draft.block.section, draft.block.paragraph)
        )
        return Judged("definition", reason="a name for the left side")

    def _restates(self, draft: Draft, left: Expr, right: Expr, context: Context) -> bool:
        """σ(z) = 1/(1+e^{−z}), or a σ that is softmax here."""
        if any(a.head not in ("sym", "entry") for a in left.args):
            return False
        judged = judge_relation(Statement(left, right, context, "eq"), self.decide)
        if judged.right:
            return True
        if left.head != "sigma" or "\\sum" not in draft.sides[1].text:
            return False
        sides = tuple(softmax_for_sigma(s) for s in draft.sides)
        other = self._joint(replace(draft, sides=sides, chain=None))
        if other is None:
            return False
        statement = Statement(
            other.chain.sides[0].expr, other.chain.sides[1].expr, self._context(other), "eq"
        )
        if not judge_relation(statement, self.decide).right:
            return False
        self.softmax_in = draft.block.section
        self.chain.first = sides[0]
        return True

    def _add(self, draft: Draft, k: int, relation: str, judged: Judged, context: Context) -> None:
        first_wrong = judged.outcome in ("refuted", "conditional") and not self.chain.wrong
        self.chain.wrong = self.chain.wrong or judged.outcome == "refuted"
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


def _letters_of_text(session: Session, draft: Draft, k: int) -> frozenset[str]:
    """Names that earlier statements mention: such a letter is no new name."""
    return frozenset(n for known in session.knowledge.definitions for n in known.names if n != known.name)


def same_text(known: Located, draft: Draft) -> bool:
    """Whether a definition is said once more in the same words."""
    again = chain_text(draft.sides[:2], draft.relations[:1]).text
    return re.sub(r"\s", "", known.text) == re.sub(r"\s", "", again)


def labelled(block: Block, draft: Draft) -> bool:
    """Whether the definition is a label, `x: …`."""
    start, end = draft.sides[0].span()[1], draft.sides[1].span()[0]
    return any(start <= colon < end for colon in block.labels)


def _values_given(draft: Draft, joint: Joint | None) -> bool:
    """`For x = 2, …`: a value for what follows, no case."""
    said = draft.block.before.rstrip().lower().endswith(("for", "with", "given", "take"))
    return joint is not None and said and is_value(joint.chain.sides[-1].expr)


def _long(side: Located) -> bool:
    return len(side.text.strip()) > 3


def is_closed(left: Expr, right: Expr, context: Context) -> bool:
    return is_value(left) and is_value(right)


__all__ = ["JUDGED", "NO_LEAD", "Link", "Session"]
