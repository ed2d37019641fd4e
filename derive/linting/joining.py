"""A statement read together with what the document has said of its letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from derive.expressions.expr import free_indices
from derive.linting.arrays import kind_of
from derive.linting.chain_rule import slopes
from derive.linting.drafts import (
    Draft,
    Joint,
    chain_text,
    letter_alone,
    read_jointly,
)
from derive.linting.judged import Judged
from derive.linting.knowledge import Known, defined_name, mentions
from derive.linting.located import Located
from derive.linting.state import State
from derive.notation.context import Context

NO_CLAIMS = ("in", "subset", "sim", "assign", "propto", "mapsto", "maps_from", "maps_to")
_DOTS = re.compile(r"\\[lc]?dots\b|…|\.\.\.")  # `for i = 1, …, n` says where i runs
_SAYS = re.compile(r"[=<>≤≥≠]|\\(?:neq?|leq?|geq?|lt|gt|in)\b")


@dataclass
class Joining(State):
    """Shapes, definitions and assumptions put before a statement."""

    def _shape(self, draft: Draft) -> None:
        """`W \\in \\mathbb{R}^{m \\times n}`, and the letters listed before it."""
        block = draft.block
        for side in (*self.listed, draft.sides[0]):
            name = letter_alone(side, self.functions, self.macros)
            if name:
                text = chain_text((side, draft.sides[1]), ("in",))
                at = draft.at + self.offset
                self.knowledge.shapes.append(Known(name, text, (name,), at, block.section, block.paragraph))
        self.listed = []

    def _shapes(self, draft: Draft, names: list[str]) -> list[Known]:
        """What is said of the shapes of letters, for a statement with products of matrices."""
        sides = [s.expr for s in draft.chain.sides] if draft.chain is not None else []
        found = self.knowledge.shaped(names, draft.at + self.offset)
        matrices = kind_of(*sides) == "single" or any("\\times" in known.text.text for known in found)
        return found if matrices else []

    def _says_only_itself(self, draft: Draft) -> bool:
        """A new definition, a membership: nothing that was said before is needed to read it."""
        if draft.chain is None or draft.led or len(draft.relations) != 1 or draft.block.implied:
            return False
        if draft.relations[0] != "eq":
            return draft.relations[0] in NO_CLAIMS
        left, right = (side.expr for side in draft.chain.sides)
        name = defined_name(left)
        new = name is not None and self.knowledge.definition(name, draft.at + self.offset) is None
        return new and name is not None and not mentions(right, name)

    def _joint(
        self, draft: Draft, *, forms: Mapping[str, Known] | None = None, ranges: bool = False
    ) -> Joint | None:
        """The draft with the definitions and assumptions it stands on; without them when they do not fit."""
        if self._says_only_itself(draft) and draft.chain is not None:
            return Joint(draft.chain, (), (), draft.chain.context)
        at = draft.at + self.offset
        known = [
            k
            for k in self.knowledge.relevant(
                [*draft.names, *(self.chain.names if draft.led else ())], at, draft.entries, _bodies(draft)
            )
            if k.at != at
        ]
        if forms is not None:
            if not any(k.name in forms and forms[k.name].at == k.at for k in known):
                return None
            known = [forms[k.name] if k.name in forms and forms[k.name].at == k.at else k for k in known]
        names = {n for k in known for n in k.names} | set(draft.names) | indices_of(draft)
        section, paragraph = draft.block.section, draft.block.paragraph
        assumed = [a.text for a in self.knowledge.assumed(names, section, paragraph, ranges=ranges)]
        conditions = [c for c in (*assumed, *draft.conditions) if not _DOTS.search(c.text)]
        if draft.block.implied and self.premise is not None:
            conditions.append(self.premise)
        shapes = self._shapes(draft, [*draft.names, *(n for k in known for n in k.names)])
        attempts = {
            (tuple(k.text for k in facts), tuple(stated)): None
            for facts in ([*shapes, *known], known, [k for k in known if k.value], [])
            for stated in (conditions, [c for c in draft.conditions if c in conditions], ())
        }
        for facts, stated in attempts:
            joint = read_jointly(draft, facts, stated, self.functions, self.macros)
            if joint is not None:
                return replace(joint, lost=any(c not in stated and _about(c, draft) for c in conditions))
        return None

    def _not_joined(self, draft: Draft) -> None:
        judged = Judged("not checkable", "D401", "its letters are used in ways that do not fit together")
        for k, relation in enumerate(draft.relations):
            self._add(draft, k, relation, judged, Context())
        self.chain.last = draft.sides[-1]


def _bodies(draft: Draft) -> frozenset[str]:
    """The letters that a draft differentiates."""
    sides = [side.expr for side in draft.chain.sides] if draft.chain is not None else []
    return frozenset(str(e.args[0].value) for e in slopes(sides) if e.args[0].head == "sym")


def indices_of(draft: Draft) -> set[str]:
    """The names of the index letters that a draft leaves free."""
    sides = draft.chain.sides if draft.chain is not None else ()
    return {index.name for side in sides for index in free_indices(side.expr)}


def _about(condition: Located, draft: Draft) -> bool:
    """Whether a condition says something of the letters of a statement."""
    if not _SAYS.search(condition.text):
        return False
    return set(re.findall(r"(?<!\\)\b[A-Za-z]+", condition.text)) <= {*draft.names, *indices_of(draft)}
