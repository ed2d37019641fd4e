"""A lint under way: the blocks of a document in order, what was learnt, and the chain that is open."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from derive.expressions.build import ZERO, eq, fn, sym
from derive.expressions.expr import Expr
from derive.linting.blocks import Block
from derive.linting.drafts import (
    Draft,
    Joint,
    Unread,
    drafts_of,
    led_by,
    sides_of,
)
from derive.linting.judged import Judged
from derive.linting.knowledge import Known
from derive.linting.learning import Learning
from derive.linting.letters import (
    named_functions,
    says_of_function,
    unknown_functions,
)
from derive.linting.located import inserted
from derive.linting.respelling import softmax_for_sigma, takes_places, with_dots, with_places
from derive.linting.said_cases import IMPLIED_SUMS, apart_in_words, has_lone_index
from derive.linting.state import Link, Open, Solving
from derive.linting.supposed import is_bound, is_to_be_solved, says_of_data
from derive.notation.context import Context, Definition
from derive.read import NESTED_BELOW
from derive.records.statement import Statement

_RELATION = re.compile(
    r"[=<>≤≥≈]|\\(?:leq?|geq?|lt|gt|neq?|in|to|rightarrow|longrightarrow|approx|sim|equiv|subset|propto)\b"
)
_ARROW = re.compile(r"\\(?:to|rightarrow|longrightarrow)\b")
_SIZES = re.compile(r"of \d+ .*of \d+.* does not fit")
_ALL_CASES = re.compile(
    r"\b(?:both|either case|otherwise|in general|combin\w*|all cases|two cases)\b", re.IGNORECASE
)
_WHERE = re.compile(r"\b(?:where|with)\s*$")
NO_LEAD = "what stood before it was not read"


@dataclass
class Session(Learning):
    """Links are collected in `links` in reading order."""

    def run(self, blocks: list[Block]) -> None:
        for k, block in enumerate(blocks):
            following = blocks[k + 1] if k + 1 < len(blocks) else None
            if following is not None and _WHERE.search(following.before):
                self._learn(following)
            self._block(block, following)

    def _block(self, block: Block, following: Block | None) -> None:
        if not block.display and not self._says_something(block):
            return
        block = self._respelled(block)
        if _ALL_CASES.search(block.before[-80:]):
            self.knowledge.end_cases()
        self.kronecker = self.kronecker or "kronecker" in block.before.lower()
        self.convention = self.convention or bool(IMPLIED_SUMS.search(block.before))
        if block.continues and self.chain.section != block.section:
            self.chain = Open(self.chain.number)
        drafts, unread = drafts_of(block, self.chain.last, self.functions, self.macros)
        for each in unread:
            self._unread(block, each)
        if unread and not drafts and (block.display or "=" in block.text.text):
            self.chain = Open(self.chain.number, section=block.section) if not block.continues else self.chain
        self._learn_behind(drafts)
        before = len(self.links)
        self.listed = []
        for draft in drafts:
            self._draft(draft, following)
            self.listed = [] if draft.relations else [*self.listed, draft.sides[0]]
        if len(self.links) == before and not unread and _ARROW.search(block.text.text, 1):
            judged = Judged("not checkable", "D403", "an arrow between two expressions is not judged")
            self.links.append(Link(block, block.text, inserted(""), "", judged, self.chain.number, Context()))

    def _respelled(self, block: Block) -> Block:
        """σ read as softmax in the section that says so."""
        block = replace(block, text=with_dots(block.text))
        text = (
            with_places(block.text) if self.kronecker or "kronecker" in block.before.lower() else block.text
        )
        here = block.section == self.softmax_in or (self.softmax_in >= 0 and takes_places(text))
        return replace(block, text=softmax_for_sigma(text) if here else text)

    def _unread(self, block: Block, unread: Unread) -> None:
        reason = unread.reason + (f"; {unread.hint}" if unread.hint else "")
        if self._says_something(block):
            judged = Judged("not checkable", "D401", reason)
            if "\\begin{" in block.text.text and _SIZES.search(unread.reason):
                judged = Judged("refuted", "D105", unread.reason)
            if unread.reason == NESTED_BELOW:
                judged = Judged("refuted", "D106", reason)
            left, right = (
                sides_of(block.text, unread.text.span()[0]) if judged.wrong else (unread.text, inserted(""))
            )
            context, number, sign = Context(), self.chain.number, "eq" if judged.wrong else ""
            link = Link(block, left, right, sign, judged, number, context, judged.wrong, is_link=False)
            self.links.append(link)

    def _says_something(self, block: Block) -> bool:
        return _RELATION.search(block.text.text) is not None

    def _draft(self, draft: Draft, following: Block | None) -> None:
        block = draft.block
        if not draft.led:
            mention = not draft.relations and not block.display
            if mention:
                return
            wrong = Open(
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
        if draft.relations == ("in",):
            self._shape(draft)
            self._one_of(draft)
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

    def _judge_chain(self, draft: Draft, joint: Joint, following: Block | None) -> None:
        context, before = self._context(joint), len(self.links)
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
                judged = self.judged(Statement(left, right, context, relation))
                judged = self._against_first(judged, sides[0], right, context, relation, is_start)
            if (
                is_start
                and judged.code == "D402"
                and relation == "eq"
                and says_of_function(left, right, context)
            ):
                judged = Judged("definition", reason="says what the function is")
            unmet = judged.outcome in ("refuted", "conditional")
            bounds = unmet and is_bound(draft, left, right, relation, context)
            if bounds or (is_start and unmet and says_of_data(draft, left, right, context)):
                judged = self._supposed(draft, is_range=bounds)
            elif unmet:
                judged = self._by_ranges(draft, k + shift) or judged
            if judged.wrong:
                judged = self._as_said(draft, k + shift, judged, Statement(left, right, context, relation))
            unmet = judged.wrong or judged.outcome == "conditional"
            if unmet and is_to_be_solved(draft, k, right, following):
                self.solving = Solving(draft.block.section, draft.block.paragraph, left)
                judged = Judged("not checkable", "D403", "an equation to be solved, not a claim")
            open_now = judged.wrong or judged.outcome == "conditional"
            if open_now and joint.lost and judged.code != "D105":
                judged = Judged("undecided", "D301", "a condition of the text was not understood with this")
            judged = self._explained(judged, Statement(left, right, context, relation))
            if draft.block.role == "question" and not judged.right:
                judged = Judged("not checkable", "D403", "asked, not claimed: true or false")
            if judged.outcome == "undecided":
                judged = self._by_other_forms(draft, k + shift) or judged
            self._add(draft, k, relation, judged, context)
        self._note_form(draft, joint, self.links[before:])

    def _as_said(self, draft: Draft, k: int, judged: Judged, statement: Statement) -> Judged:
        """A wrong relation that is right for the case that the words before it are about: `otherwise`, …"""
        for case in apart_in_words(draft.block.before, statement):
            again = self.judged(replace(statement, context=statement.context.assuming(case)))
            if again.right:
                return replace(again, notes=(*again.notes, "in the case that the text is about"))
        if self._by_other_forms(draft, k, claimed=True) is not None:
            reason = "right with the last form that the text gives a letter in it, which was not shown"
            return replace(judged, outcome="conditional", code="D201", reason=reason)
        if len(draft.relations) == 1 and not draft.led and self.solving.is_near(draft.block):
            given = eq(self.solving.left, ZERO)
            again = self.judged(replace(statement, context=statement.context.assuming(given)))
            if again.right:
                return replace(again, notes=(*again.notes, "by the equation that is solved"))
            return Judged("not checkable", "D403", "a step in solving an equation")
        if self.convention and has_lone_index(statement):
            return Judged("not checkable", "D403", "written with sums that are only implied")
        return judged

    def _with_functions(
        self, draft: Draft, joint: Joint, left: Expr, right: Expr, context: Context
    ) -> Context:
        """A function letter that the prose calls the sigmoid, once what is said is proved of the sigmoid."""
        for name in unknown_functions(context, left, right):
            for word in named_functions(draft.block.before, self.functions):
                x = sym("x")
                meant = Definition(fn("call", sym(name), x), fn(word, x))
                tried = context.with_definitions(meant)
                if self.judged(Statement(left, right, tried, "eq")).right:
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
            if not judged.right and not self.chain.sound:
                return judged
            ends = self.judged(Statement(first, right, context, "eq"))
            if judged.right and ends.outcome == "refuted":
                return Judged(
                    "carried", "D102", "right after the line before, wrong after the first line", ends.verdict
                )
            if not judged.right and ends.outcome in ("proved", "rounding"):
                return replace(ends, notes=(*ends.notes, "by the first line of the chain"))
        return judged


__all__ = ["Link", "Session"]
