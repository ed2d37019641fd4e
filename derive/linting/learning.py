"""What a document lets a lint learn: assumptions, facts, definitions that follow, proved forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from derive.expressions.expr import postorder
from derive.linting.blocks import Block
from derive.linting.chain_rule import varied_by
from derive.linting.drafts import (
    Draft,
    Joint,
    chain_text,
    drafts_of,
)
from derive.linting.judged import Judged
from derive.linting.knowledge import Knowledge, Known, defined_name, is_value, mentions
from derive.linting.starting import Starting
from derive.linting.state import Link
from derive.notation.context import Context
from derive.read.grammar import EXPECTATIONS
from derive.records.statement import Statement

RANGES = "by the range of a parameter that an earlier section gives"


@dataclass
class Learning(Starting):
    """Assumptions, facts and forms."""

    def _learn(self, block: Block) -> None:
        """`… H(p) …, where $H(p) = …$`: what the next formula defines is known before."""
        drafts, _ = drafts_of(block, None, self.functions, self.macros)
        self._learn_from(drafts)

    def _learn_from(self, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            chain = draft.chain
            if chain is None or draft.relations[:1] != ("eq",):
                continue
            name = defined_name(chain.sides[0].expr)
            if name in EXPECTATIONS and is_value(chain.sides[1].expr):
                continue
            new = name is not None and self.knowledge.definition(name, draft.at + self.offset) is None
            if name is not None and new and not mentions(chain.sides[1].expr, name):
                self._define(draft, Joint(chain, (), (), chain.context), name)

    def _learn_behind(self, drafts: Sequence[Draft]) -> None:
        r"""`… \bar x …, \qquad \bar x = …`: what stands behind a statement says what its letters are."""
        for k, draft in enumerate(drafts):
            name = defined_name(draft.chain.sides[0].expr) if draft.chain is not None else None
            sides = (s.expr for d in drafts[:k] if d.chain is not None for s in d.chain.sides)
            if name in varied_by(sides):
                continue
            if name is not None and any(name in before.names for before in drafts[:k]):
                self._learn_from([draft])

    def _one_of(self, draft: Draft) -> None:
        r"""`y \in \{0, 1\}`: known from here on."""
        chain, block = draft.chain, draft.block
        if chain is not None and chain.sides[1].expr.head == "set" and block.role != "condition":
            at, section = draft.at + self.offset, block.section
            self.knowledge.assumptions.append(
                Known("", draft.text, draft.names, at, section, block.paragraph)
            )

    def _assume(self, draft: Draft) -> None:
        block = draft.block
        is_case = block.role == "condition"
        if is_case and not block.joined:
            self.knowledge.end_cases(draft.names)
        known = Known(
            "", draft.text, draft.names, draft.at + self.offset, block.section, block.paragraph, case=is_case
        )
        joint = self._joint(draft)
        if self._is_fact(draft, joint):
            return
        equation = draft.relations[0] == "eq"
        name = (
            defined_name(joint.chain.sides[0].expr)
            if joint and equation and block.role != "condition"
            else None
        )
        if is_case and equation and joint is not None and _says_what(joint, self.knowledge, known.at):
            name = defined_name(joint.chain.sides[0].expr)
        valued = _values_given(draft, joint) if block.role == "condition" and equation else False
        if valued and joint is not None:
            name = defined_name(joint.chain.sides[0].expr)
        if name is not None and joint is not None and self.knowledge.definition(name, known.at) is None:
            self._define(draft, joint, name)
        else:
            self.knowledge.assumptions.append(known)
        for k, relation in enumerate(draft.relations):
            self._add(draft, k, relation, Judged("definition", reason="assumed"), Context())

    def _is_fact(self, draft: Draft, joint: Joint | None) -> bool:
        r"""`Since \sigma'(z) = …`: what is proved is no assumption, nor what is wrong of a derivative."""
        if joint is None or draft.block.role == "condition":
            return False
        sides = [s.expr for s in joint.chain.sides[-len(draft.relations) - 1 :]]
        context = self._context(joint)
        pairs = zip(pairwise(sides), draft.relations, strict=True)
        links = [Statement(a, b, context, r) for (a, b), r in pairs]
        found = [self.judged(link) for link in links]
        claim = any(e.head == "deriv" for e in postorder(*sides)) or all(map(is_value, sides))
        if not all(j.right for j in found) and not (claim and any(j.wrong for j in found)):
            return False
        for k, (judged, link) in enumerate(zip(found, links, strict=True)):
            self._add(draft, k, link.relation, self._explained(judged, link), context)
        return True

    def _note_form(self, draft: Draft, joint: Joint, links: list[Link]) -> None:
        """`ℓ = log Π … = Σ …`, proved to its end: ℓ may be taken as its last side."""
        name = defined_name(joint.chain.sides[0].expr)
        defined = bool(links) and links[0].judged.outcome == "definition" and len(links) > 1
        if name is None or not defined or any(x.judged.wrong for x in links) or draft.led:
            return
        text = chain_text((draft.sides[0], draft.sides[-1]), ("eq",))
        block = draft.block
        form = Known(
            name,
            text,
            draft.names,
            draft.at + self.offset,
            block.section,
            block.paragraph,
            entries=draft.entries,
        )
        shown = all(x.judged.right for x in links)
        (self.knowledge.forms if shown else self.knowledge.claimed)[name] = form

    def _by_other_forms(self, draft: Draft, k: int, *, claimed: bool = False) -> Judged | None:
        """The relation judged once more, with definitions in the last form that their chains give them."""
        forms = self.knowledge.claimed if claimed else self.knowledge.forms
        joint = self._joint(draft, forms=forms) if forms else None
        if joint is None or len(joint.chain.sides) <= k + 1:
            return None
        left, right = (joint.chain.sides[n].expr for n in (k, k + 1))
        relation = draft.relations[k - (draft.first is not None)]
        statement = Statement(left, right, self._context(joint), relation)
        judged = self.judged(statement)
        if judged.wrong and not claimed:
            return self._explained(judged, statement)  # that form was proved: what is false with it is false
        return judged if judged.right else None

    def _by_ranges(self, draft: Draft, k: int) -> Judged | None:
        """The relation with the ranges that earlier sections give its parameters, if it holds with them."""
        names = self.knowledge.assumed(draft.names, draft.block.section, 0, ranges=True)
        if not any(a.range for a in names):
            return None
        joint = self._joint(draft, ranges=True)
        if joint is None or len(joint.chain.sides) <= k + 1:
            return None
        left, right = (joint.chain.sides[n].expr for n in (k, k + 1))
        relation = draft.relations[k - (draft.first is not None)]
        judged = self.judged(Statement(left, right, self._context(joint), relation))
        return replace(judged, notes=(*judged.notes, RANGES)) if judged.right else None


def _says_what(joint: Joint, knowledge: Knowledge, at: int) -> bool:
    """`For q(x) = …`: no case, for nothing was said of q before."""
    left, right = (side.expr for side in joint.chain.sides[:2])
    name = defined_name(left) if left.head == "call" else None
    return name is not None and not mentions(right, name) and knowledge.definition(name, at) is None


def _values_given(draft: Draft, joint: Joint | None) -> bool:
    """`For x = 2, …`: a value for what follows, no case."""
    said = draft.block.before.rstrip().lower().endswith(("for", "with", "given", "take"))
    return joint is not None and said and is_value(joint.chain.sides[-1].expr)
