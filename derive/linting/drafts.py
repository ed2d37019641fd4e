"""Statements as drafts: the sides as text, before they are read together with what the document says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from derive.errors import DeriveError, ReadError
from derive.expressions.expr import Expr
from derive.expressions.walk import letters
from derive.linting.blocks import Block
from derive.linting.knowledge import only_entries
from derive.linting.located import Located, inserted, joined
from derive.linting.salvage import readable_runs
from derive.notation.context import EMPTY, Context
from derive.notation.functions import FunctionTable
from derive.read import Chain, Formula, Macro, read_formula

SIGNS = {
    "eq": "=",
    "ne": "\\neq",
    "lt": "<",
    "le": "\\le",
    "gt": ">",
    "ge": "\\ge",
    "approx": "\\approx",
    "in": "\\in",
}
BOUNDS = frozenset({"lt", "le", "gt", "ge", "ne"})
_ROW = " \\\\ "
_ASIDE = re.compile(
    r"(?:for|if|when|since|where|case|given|with)\b[^=<>≠\\]*?(?P<what>[A-Za-z]\w*\s*(?:=|≠|<|>|\\neq)\s*\w+)"
)


@dataclass(frozen=True)
class Draft:
    """sides[0] relations[0] sides[1] …; `names` are the letters it mentions; `led`: sides[0] is another's.

    `first` is the first side of the whole chain, when the draft goes on with it; `middle`: what stands before
    its first side was not read.
    """

    block: Block
    sides: tuple[Located, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    conditions: tuple[Located, ...] = ()
    led: bool = False
    first: Located | None = None
    middle: bool = False
    chain: Chain | None = field(default=None, compare=False)

    @property
    def at(self) -> int:
        """Where it stands in the document."""
        start = self.sides[1 if self.led else 0].span()[0]
        return start if start >= 0 else self.block.start

    @property
    def entries(self) -> frozenset[str]:
        """The letters that it mentions only with indices."""
        return only_entries(side.expr for side in self.chain.sides) if self.chain is not None else frozenset()

    @property
    def text(self) -> Located:
        return chain_text(self.sides, self.relations)


@dataclass(frozen=True)
class Unread:
    """A formula, or a part of it, that was not read."""

    text: Located
    reason: str
    hint: str = ""


@dataclass(frozen=True)
class Joint:
    """A draft read together with definitions and conditions; `lost`: not with all the conditions."""

    chain: Chain
    known: tuple[Chain, ...]
    conditions: tuple[Expr, ...]
    context: Context
    lost: bool = False


def chain_text(sides: Sequence[Located], relations: Sequence[str]) -> Located:
    parts = [sides[0]]
    for relation, side in zip(relations, sides[1:], strict=True):
        parts += [inserted(f" {SIGNS.get(relation, '=')} "), side]
    return joined(parts)


def drafts_of(
    block: Block, lead: Located | None, functions: FunctionTable, macros: Mapping[str, Macro]
) -> tuple[list[Draft], list[Unread]]:
    """The statements of a block, and what was not read; a continuing block goes on from `lead`."""
    prefix = lead + inserted(" ") if block.continues and lead is not None else inserted("")
    if block.continues and lead is None:
        return _salvaged(block, functions, macros), [
            Unread(block.text, "what stands before this relation was not read")
        ]
    whole = prefix + block.text
    try:
        formula = read_formula(whole.text, EMPTY, functions, macros=macros)
    except DeriveError as error:
        return [], [_unread(whole, error)]
    unread = [_unread(whole, error) for error in formula.refused]
    asides = tuple(a for span in formula.asides if (a := _aside(whole[span[0] : span[1]])) is not None)
    found: list[Draft] = []
    for k, chain in enumerate(formula.chains):
        if len(chain.sides) != len(chain.relations) + 1:
            unread.append(Unread(whole, "a side of a relation is missing"))
            continue
        if found and is_case(chain) and not formula.chains[k - 1].conditions:
            case = chain_text([whole[a:b] for a, b in chain.spans], chain.relations)
            found[-1] = replace(found[-1], conditions=(*found[-1].conditions, case))
            continue
        led = bool(prefix) and k == 0 and bool(chain.spans) and chain.spans[0][0] < len(prefix)
        found.append(_draft(block, whole, formula, k, asides, led=led))
    return found or (_salvaged(block, functions, macros) if unread else []), unread


def is_case(chain: Chain) -> bool:
    """`…, \\quad i \\neq k`, `…, \\quad x > 0`: behind a statement, what it is restricted to."""
    if len(chain.sides) != 2:
        return False
    left, right = (side.expr for side in chain.sides)
    plain = all(e.head in ("sym", "idx", "num") for e in (left, right))
    if not plain or left.head == "num":
        return False
    return chain.relations[0] in BOUNDS or (chain.relations[0] == "eq" and left.head == right.head == "idx")


def _salvaged(block: Block, functions: FunctionTable, macros: Mapping[str, Macro]) -> list[Draft]:
    """The readable parts of a chain, each as a chain of its own."""
    found = []
    for first, sides in readable_runs(block.text, functions, macros):
        names = dict.fromkeys(n for side in sides for n in _names(side, functions, macros))
        found.append(
            Draft(
                block,
                tuple(sides),
                ("eq",) * (len(sides) - 1),
                tuple(names),
                block.conditions,
                middle=first > 0,
            )
        )
    return found


def _names(side: Located, functions: FunctionTable, macros: Mapping[str, Macro]) -> list[str]:
    formula = read_formula(side.text, EMPTY, functions, macros=macros)
    return [n for chain in formula.chains for s in chain.sides for n in letters(s.expr)]


def sides_of(text: Located, at: int) -> tuple[Located, Located]:
    """The two sides of an equation that was not read: those around the sign before the place `at`."""
    depth, cuts = 0, []
    for k, c in enumerate(text.text):
        depth += {"{": 1, "}": -1}.get(c, 0)
        if c == "=" and depth == 0:
            cuts.append(k)
    before = [k for k, cut in enumerate(cuts) if text.offsets[cut] < at]
    if not cuts:
        return text, inserted("")
    k = before[-1] if before else 0
    left = text[cuts[k - 1] + 1 if k else 0 : cuts[k]]
    right = text[cuts[k] + 1 : cuts[k + 1] if k + 1 < len(cuts) else len(text)]
    return left.strip(), right.strip()


def letter_alone(side: Located, functions: FunctionTable, macros: Mapping[str, Macro]) -> str:
    """The name of a side that is one letter; "" for another."""
    formula = read_formula(side.text, EMPTY, functions, macros=macros)
    exprs = [s.expr for chain in formula.chains for s in chain.sides]
    return str(exprs[0].value) if len(exprs) == 1 and exprs[0].head == "sym" else ""


def _draft(
    block: Block, whole: Located, formula: Formula, k: int, asides: tuple[Located, ...], *, led: bool
) -> Draft:
    chain = formula.chains[k]
    sides = tuple(whole[a:b] for a, b in chain.spans)
    names = dict.fromkeys(n for side in chain.sides for n in letters(side.expr))
    conditions = (*block.conditions, *asides)
    if chain.conditions:
        conditions = (*conditions, *_conditions_after(whole, formula, k))
    return Draft(block, sides, chain.relations, tuple(names), conditions, led, chain=chain)


def _conditions_after(whole: Located, formula: Formula, k: int) -> list[Located]:
    """The text of the conditions that stand behind a chain."""
    start = formula.chains[k].spans[-1][1]
    end = formula.chains[k + 1].spans[0][0] if k + 1 < len(formula.chains) else len(whole)
    found = []
    for match in re.finditer(r"[^,;]+", whole.text[start:end]):
        words = re.sub(
            r"\\(?:text|mathrm)\{[^}]*\}|\\q?quad|\\end\{[^}]*\}|\\tag\{[^}]*\}|\\[,;:! ]|[&.]",
            _blank,
            match.group(),
        )
        if re.search(r"=|<|>|\\neq|\\ne\b|\\geq?\b|\\leq?\b", words):
            part = whole[start + match.start() : start + match.end()]
            found.append(Located(words, part.offsets).strip())
    return found


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _aside(text: Located) -> Located | None:
    match = _ASIDE.search(text.text)
    return text[match.start("what") : match.end("what")] if match else None


def _unread(whole: Located, error: DeriveError) -> Unread:
    span = error.span if isinstance(error, ReadError) and error.text == whole.text else None
    part = whole[span[0] : max(span[1], span[0] + 1)] if span else whole
    return Unread(part if part.text.strip() else whole, error.message, error.hint or "")


def read_jointly(
    draft: Draft,
    known: Sequence[Located],
    conditions: Sequence[Located],
    functions: FunctionTable,
    macros: Mapping[str, Macro],
) -> Joint | None:
    """The draft read with the definitions it stands on, so that a letter is one thing in all of them."""
    before = [*known, *conditions]
    if not before and draft.first is None and draft.chain is not None:
        return Joint(draft.chain, (), (), draft.chain.context)
    text = joined([*before, _with_first(draft)], _ROW)
    try:
        formula = read_formula(text.text, EMPTY, functions, macros=macros)
    except DeriveError:
        return None
    if formula.refused or len(formula.chains) != len(before) + 1:
        return None
    *rows, chain = formula.chains
    relations = tuple(c for c in rows[len(known) :])
    if any(len(c.sides) != len(c.relations) + 1 or not c.relations for c in relations):
        return None
    if len(chain.sides) != len(draft.sides) + (draft.first is not None):
        return None
    stated = tuple(
        Expr(relation, (c.sides[k].expr, c.sides[k + 1].expr))
        for c in relations
        for k, relation in enumerate(c.relations)
    )
    return Joint(chain, tuple(rows[: len(known)]), stated, formula.context)


def _with_first(draft: Draft) -> Located:
    if draft.first is None:
        return draft.text
    return draft.first + inserted(" = ") + draft.text


def led_by(draft: Draft, first: Located | None) -> Draft:
    return (
        replace(draft, first=first)
        if draft.led and first is not None and first.text != draft.sides[0].text
        else draft
    )
