"""The first relation of a chain, where it is no claim: a definition, a premise, a new name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from derive.expressions.expr import Expr
from derive.expressions.walk import letters
from derive.linting.blocks import Block
from derive.linting.drafts import (
    Draft,
    Joint,
    chain_text,
)
from derive.linting.joining import NO_CLAIMS, Joining, indices_of
from derive.linting.judged import Judged
from derive.linting.knowledge import Known, defined_name, is_value, mentions
from derive.linting.located import Located
from derive.linting.respelling import softmax_for_sigma
from derive.linting.supposed import speaks_of_solving
from derive.notation.context import Context
from derive.read.grammar import EXPECTATIONS
from derive.records.statement import Statement

DEFINED = Judged("definition")


@dataclass
class Starting(Joining):
    """What becomes a definition is learnt."""

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
        if relation in NO_CLAIMS:
            return DEFINED
        if relation != "eq":
            return None
        block, name = draft.block, defined_name(left)
        if name in EXPECTATIONS and left.head == "call" and is_value(right):
            return self._supposed(draft)
        if name is not None and not mentions(right, name):
            return self._definition(draft, joint, context, name, left, right)
        if left.head == "delta" and right.head == "cases":
            judged = self.judged(Statement(left, right, context, "eq"))
            return None if judged.wrong else DEFINED
        follows = block.role == "consequence"
        applied = left.args[0] if left.head == "entry" else left
        if applied.head in self.functions and not follows and self._restates(draft, left, right, context):
            return DEFINED
        if (
            following is not None
            and following.implied
            and not block.implied
            and not is_closed(left, right, context)
        ):
            self.premise = draft.text
            return Judged("definition", reason="the premise of what follows")
        base = defined_name(left.args[0]) if left.head == "pow" and left.args[0].head != "call" else None
        if base is not None and not mentions(right, base) and self._is_new(base, draft):
            return Judged("definition", reason="says what this power is")
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
            if left.head == "sym" and self._is_solved_for(block, name, right, at):
                return Judged("definition", reason="a value found for the letter")
            self._define(draft, joint, name)
            return DEFINED
        if same_text(known.text, draft):
            return DEFINED
        judged = self.judged(Statement(left, right, context, "eq"))
        if judged.right:
            self._keep_form(draft, name, known)
            return judged
        claimed = self._has_case(draft) or (block.role == "consequence" and not is_value(right))
        again = block.role == "definition" or is_value(right) or known.section != block.section
        again = (again and not claimed) or judged.code == "D105" or known.label
        if again or judged.outcome == "not checkable":
            self._define(draft, joint, name)
            return DEFINED
        return judged

    def _is_solved_for(self, block: Block, name: str, right: Expr, at: int) -> bool:
        """`w = (XᵀX)^{-1} Xᵀ y` behind ∇_w, `hence λ = …`: a value found for a letter in use."""
        if block.role in ("definition", "assumption", "condition") or self._is_made_of_known(right, at):
            return False
        follows = block.implied or block.role == "consequence"
        solved = name in self.varied and name not in self.derived and speaks_of_solving(block)
        return solved or (follows and name in self._mentioned())

    def _is_made_of_known(self, right: Expr, at: int) -> bool:
        """`z_2 = h W_2, h = σ(z_1)`: made of letters that are defined, h solves no equation."""
        return right.head in self.functions and any(
            self.knowledge.definition(n, at) is not None for n in letters(right)
        )

    def _keep_form(self, draft: Draft, name: str, known: Known) -> None:
        """`K = …` of a K that is defined, and proved: another form of it."""
        text = chain_text(draft.sides[:2], draft.relations[:1])
        names = tuple(n for n in draft.names if n != name)
        self.knowledge.forms[name] = replace(known, text=text, names=names, entries=draft.entries)

    def _supposed(self, draft: Draft, *, is_range: bool = False) -> Judged:
        """`with Σ y_i = 1`: what is known of the data from here on."""
        section, paragraph, at = draft.block.section, draft.block.paragraph, draft.at + self.offset
        known = Known("", draft.text, draft.names, at, section, paragraph, range=is_range)
        self.knowledge.assumptions.append(known)
        return Judged("definition", reason="assumed")

    def _is_new(self, name: str, draft: Draft) -> bool:
        return (
            self.knowledge.definition(name, draft.at + self.offset) is None and name not in self._mentioned()
        )

    def _has_case(self, draft: Draft) -> bool:
        """Whether the statement is made for a case: `for i = k`."""
        block = draft.block
        names = {*draft.names, *indices_of(draft)}
        known = self.knowledge.assumed(names, block.section, block.paragraph)
        return bool(draft.conditions) or any(a.case for a in known)

    def _define(self, draft: Draft, joint: Joint, name: str) -> None:
        sides = joint.chain.sides[-len(draft.sides) :]
        text = chain_text(draft.sides[:2], draft.relations[:1])
        block = draft.block
        self.knowledge.definitions.append(
            Known(
                name,
                text,
                tuple(n for n in draft.names if n != name.removesuffix("_each")),
                draft.at + self.offset,
                block.section,
                block.paragraph,
                is_value(sides[1].expr),
                labelled(block, draft),
                entries=draft.entries,
                indexed=sides[0].expr.head == "entry",
                right=draft.sides[1],
            )
        )

    def _turned_round(self, draft: Draft, joint: Joint, left: Expr, right: Expr) -> Judged | None:
        """`Let Σ e^{z_k} = SUM`: the name stands on the right."""
        name = defined_name(right)
        if (
            name is None
            or mentions(left, name)
            or self.knowledge.definition(name, draft.at + self.offset) is not None
            or self._is_entry_of_known(name, right)
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
        """`… = SUM`, a new name for what stands before it; `s = CE(y, p) = …`, what a function is."""
        if relation == "eq" and k and left.head == "call" and self._says_what(draft, k, left, right):
            return Judged("definition", reason="says what the function is")
        name = defined_name(right)
        if relation != "eq" or name is None or mentions(left, name) or right.head == "call":
            return None
        at = draft.at + self.offset
        if self.knowledge.definition(name, at) is not None or is_value(left) or not _long(draft.sides[k]):
            return None
        if any(mentions(d.right, name) for d in context.definitions) or name in self._mentioned():
            return None
        if self._is_entry_of_known(name, right):
            return None
        text = chain_text((draft.sides[k + 1], draft.sides[k]), ("eq",))
        self.knowledge.definitions.append(
            Known(name, text, draft.names, at, draft.block.section, draft.block.paragraph)
        )
        return Judged("definition", reason="a name for the left side")

    def _says_what(self, draft: Draft, k: int, left: Expr, right: Expr) -> bool:
        """A function that nothing defines, applied to letters: what it is equal to defines it."""
        name, at = defined_name(left), draft.at + self.offset
        if name is None or name in EXPECTATIONS or mentions(right, name):
            return False
        if self.knowledge.definition(name, at) is not None:
            return False
        text = chain_text(draft.sides[k : k + 2], ("eq",))
        names = tuple(n for n in letters(left) | letters(right) if n != name)
        block = draft.block
        self.knowledge.definitions.append(Known(name, text, names, at, block.section, block.paragraph))
        return True

    def _is_entry_of_known(self, name: str, right: Expr) -> bool:
        """W_ki and x_{t+k}, of letters that the text has used before, are no new names."""
        placed = right.head == "entry" or "_{" in name
        return placed and _base(name) in map(_base, self._mentioned())

    def _mentioned(self) -> frozenset[str]:
        """Names that earlier statements mention: such a letter is no new name."""
        return frozenset(n for known in self.knowledge.definitions for n in known.names if n != known.name)

    def _restates(self, draft: Draft, left: Expr, right: Expr, context: Context) -> bool:
        """σ(z) = 1/(1+e^{−z}), or a σ that is softmax here."""
        applied = left.args[0] if left.head == "entry" else left
        if any(a.head not in ("sym", "entry") for a in applied.args):
            return False
        judged = self.judged(Statement(left, right, context, "eq"))
        if judged.right:
            return True
        if applied.head != "sigma" or "\\sum" not in draft.sides[1].text:
            return False
        sides = tuple(softmax_for_sigma(s) for s in draft.sides)
        other = self._joint(replace(draft, sides=sides, chain=None))
        if other is None:
            return False
        statement = Statement(
            other.chain.sides[0].expr, other.chain.sides[1].expr, self._context(other), "eq"
        )
        if not self.judged(statement).right:
            return False
        self.softmax_in = draft.block.section
        self.chain.first = sides[0]
        return True


def same_text(known: Located, draft: Draft) -> bool:
    """Whether a definition is said once more in the same words."""
    again = chain_text(draft.sides[:2], draft.relations[:1]).text
    return re.sub(r"\s", "", known.text) == re.sub(r"\s", "", again)


def labelled(block: Block, draft: Draft) -> bool:
    """Whether the definition is a label, `x: …`."""
    start, end = draft.sides[0].span()[1], draft.sides[1].span()[0]
    return any(start <= colon < end for colon in block.labels)


def _base(name: str) -> str:
    """The x of x_{t+k} and of x_each."""
    return name.partition("_")[0]


def _long(side: Located) -> bool:
    return len(side.text.strip()) > 3


def is_closed(left: Expr, right: Expr, context: Context) -> bool:
    return is_value(left) and is_value(right)
