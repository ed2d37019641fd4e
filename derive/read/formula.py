"""A formula of a running text: its statements, with the letters that it does not declare read from use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from derive.errors import ReadError, TooLarge
from derive.expressions.expr import Expr
from derive.notation.context import EMPTY, Context
from derive.notation.functions import FunctionTable
from derive.read.chain import Chain
from derive.read.elaborate import make_elaborator
from derive.read.grammar import BIG_COMMANDS, RELATION
from derive.read.implied_sums import with_indices_found
from derive.read.infer import infer_names
from derive.read.layout import Segment, continues, segments, split_relations
from derive.read.macros import Macros
from derive.read.memberships import declared_by
from derive.read.named_words import names_something
from derive.read.readings import Lexed, Reading, lex, parse_tree
from derive.read.scripts import split_commas
from derive.read.tokens import Span, Token
from derive.read.tree import CONDITIONS, Tree
from derive.read.two_digits import with_pairs_split
from derive.read.wide_sums import with_sums_widened

_PAIR = re.compile(r"_\s*\{\s*(?:1[A-Za-z]|[1-9][1-9]\s*\})")
_OF_SETS = ("in", "notin", "subset", "maps_from", "maps_to")


@dataclass(frozen=True)
class Formula:
    """chains    its statements; one without a relation is a chain of one side
    asides    spans of the words set aside
    refused   what was not understood, statement by statement; empty when all was read
    context   the context with the letters inferred, and those that a statement declares: x ∈ R^n
    """

    chains: tuple[Chain, ...]
    asides: tuple[Span, ...] = ()
    refused: tuple[ReadError, ...] = ()
    context: Context = EMPTY


@dataclass
class _Draft:
    """A chain being put together: tokens of its sides, the relations between, its conditions."""

    sides: list[list[Token]] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    conditions: list[list[Token]] = field(default_factory=list)
    led: bool = False
    open_ended: bool = False


@dataclass
class _Parsed:
    draft: _Draft
    sides: list[Tree]
    conditions: list[Tree]


def read_formula(
    text: str,
    context: Context,
    functions: FunctionTable,
    *,
    syntax: str = "latex",
    macros: Macros | None = None,
    lead: Reading | None = None,
) -> Formula:
    """All statements of a formula.

    What cannot be read is in `refused`, with its span; nothing is read in part. Raises ReadError when the
    text is no LaTeX at all. A formula that begins with a relation continues `lead`.
    """
    lexed = lex(text, context, functions, syntax, True, document=True, macros=macros)
    found, asides = segments(lexed.tokens)
    if lead is not None and found and _begins_with_relation(found[0]):
        context = lead.context.with_letters(*context.letters.values()) if context.letters else lead.context
        lexed = lex(text, context, functions, syntax, True, document=True, macros=macros)
    refused: list[ReadError] = []
    drafts = _drafts(lexed, found, refused, has_lead=lead is not None)
    parsed = [p for d in drafts if (p := _parsed(lexed, d, refused)) is not None]
    parsed = _with_pairs_split(text, _with_tuples(parsed))
    names = infer_names(text, [t for p in parsed for t in (*p.sides, *p.conditions)], lexed.names)
    lexed = replace(lexed, names=names)
    chains = [c for p in parsed if (c := _chain(lexed, p, lead, refused)) is not None]
    context = names.context
    context = context.with_letters(*(x for chain in chains for x in declared_by(chain, context)))
    return Formula(tuple(chains), tuple(t.span for t in asides), tuple(refused), context)


def _begins_with_relation(segment: Segment) -> bool:
    pieces, relations = split_relations(segment.tokens)
    return _begins(pieces, relations)


def _drafts(
    lexed: Lexed, found: Sequence[Segment], refused: list[ReadError], *, has_lead: bool
) -> list[_Draft]:
    drafts: list[_Draft] = []
    for segment in found:
        pieces, relations = split_relations(segment.tokens)
        last = drafts[-1] if drafts else None
        if segment.word and last is not None and not _begins(pieces, relations):
            last.conditions.append(segment.tokens)
        elif not pieces[0] and relations:
            if last is None:
                last = _Draft(led=True)
                drafts.append(last)
                if not has_lead:
                    span = segment.tokens[0].span
                    refused.append(
                        _complaint(lexed, span, "this begins with a relation; what stood before it is needed")
                    )
            _continue(lexed, last, pieces[1:], relations, refused)
        elif last is not None and last.open_ended:
            last.sides[-1] = pieces[0]
            last.open_ended = False
            _continue(lexed, last, pieces[1:], relations, refused)
        elif last is not None and segment.glued and continues(pieces[0]) and last.sides:
            last.sides[-1] = [*last.sides[-1], *pieces[0]]
            _continue(lexed, last, pieces[1:], relations, refused)
        else:
            drafts.append(_Draft(sides=[pieces[0]]))
            _continue(lexed, drafts[-1], pieces[1:], relations, refused)
    return drafts


def _begins(pieces: list[list[Token]], relations: list[str]) -> bool:
    return not pieces[0] and bool(relations)


def _continue(
    lexed: Lexed, draft: _Draft, pieces: list[list[Token]], relations: list[str], refused: list[ReadError]
) -> None:
    for k, (relation, piece) in enumerate(zip(relations, pieces, strict=True)):
        draft.relations.append(relation)
        draft.sides.append(piece)
        if not piece and k < len(pieces) - 1:
            refused.append(_complaint(lexed, (0, len(lexed.text)), "two relations follow each other"))
        draft.open_ended = not piece


def _parsed(lexed: Lexed, draft: _Draft, refused: list[ReadError]) -> _Parsed | None:
    before = len(refused)
    sides: list[Tree] = []
    for k, side in enumerate(draft.sides):
        relation = draft.relations[k - 1] if k and not draft.led else draft.relations[k] if draft.led else ""
        tree = _tree(lexed, side, refused)
        if tree is not None:
            sides.append(as_set(tree) if relation in _OF_SETS else tree)
            _refuse_condition(lexed, tree, refused)
    conditions = [t for c in draft.conditions if (t := _condition(lexed, c, refused)) is not None]
    try:
        if any(t.text in BIG_COMMANDS for side in draft.sides for t in side):
            sides = with_indices_found(lexed.text, sides, conditions)
            sides = with_sums_widened(lexed.text, sides, conditions)
    except ReadError as error:
        refused.append(error)
    except RecursionError:
        message = "the formula is nested too deeply"
        raise TooLarge(message, text=lexed.text, span=(0, len(lexed.text))) from None
    return _Parsed(draft, sides, conditions) if len(refused) == before else None


def _with_tuples(parsed: list[_Parsed]) -> list[_Parsed]:
    r"""In `w^*, b^* = \arg\min_{w, b} L` the left side is a pair."""
    found: list[_Parsed] = []
    for each in parsed:
        several = any(t.kind == "over" and len(t.parts) > 2 for t in each.sides[1:])
        items: list[Tree] = []
        while several and found and len(found[-1].sides) == 1 and not found[-1].draft.relations:
            items.insert(0, found.pop().sides[0])
        if items:
            first = each.sides[0]
            pair = Tree("list", (items[0].span[0], first.span[1]), "(", (*items, first))
            each = replace(each, sides=[pair, *each.sides[1:]])
        found.append(each)
    return found


def _with_pairs_split(text: str, parsed: list[_Parsed]) -> list[_Parsed]:
    if not _PAIR.search(text):
        return parsed
    trees = iter(with_pairs_split([t for p in parsed for t in (*p.sides, *p.conditions)]))
    return [
        replace(p, sides=[next(trees) for _ in p.sides], conditions=[next(trees) for _ in p.conditions])
        for p in parsed
    ]


def _refuse_condition(lexed: Lexed, tree: Tree, refused: list[ReadError]) -> None:
    inner = tree
    while inner.kind == "group":
        inner = inner.parts[0]
    if inner.kind in CONDITIONS and inner.kind != "truth":
        refused.append(_complaint(lexed, tree.span, "a condition stands where a value is expected"))


def _condition(lexed: Lexed, tokens: list[Token], refused: list[ReadError]) -> Tree | None:
    """A relation; words that name nothing and single letters after "for" are set aside."""
    try:
        named = [t for k, t in enumerate(tokens) if t.kind != "text" or names_something(tokens, k)]
        tree = parse_tree(lexed, named)
    except ReadError as error:
        refused.append(error)
        return None
    return tree if tree.kind in CONDITIONS else None


def _tree(lexed: Lexed, tokens: list[Token], refused: list[ReadError]) -> Tree | None:
    try:
        if not tokens:
            raise _complaint(lexed, (len(lexed.text), len(lexed.text)), "a side of this relation is missing")
        parts = split_commas(tokens)
        if len(parts) > 1 and any(part and part[0].kind == "dots" for part in parts):
            items = tuple(parse_tree(lexed, part, RELATION) for part in parts)
            return Tree("set", (tokens[0].start, tokens[-1].end), "sequence", items)
        return parse_tree(lexed, tokens, RELATION)
    except ReadError as error:
        refused.append(error)
        return None


def as_set(tree: Tree) -> Tree:
    """What stands right of ∈: [a, b] is an interval, R^n the vectors of n reals."""
    if tree.kind == "list" and tree.text == "[" and len(tree.parts) == 2:
        return replace(tree, label="interval")
    if tree.kind == "letter" and tree.text.startswith("R^") and not tree.parts:
        letter = Tree("letter", tree.span, tree.text[2:].strip("{}"))
        return Tree("set", tree.span, "reals", (letter,))
    if tree.kind == "pow" and tree.parts[0].kind == "letter" and tree.parts[0].text == "R":
        sizes: list[Tree] = []
        size = tree.parts[1]
        while size.kind == "mul" and size.text == "times":
            sizes.append(size.parts[1])
            size = size.parts[0]
        return Tree("set", tree.span, "reals", (size, *reversed(sizes)))
    return _over_a_field(tree) or tree


def _over_a_field(tree: Tree) -> Tree | None:
    r"""`\mathbb{K}^{m \times n}`, the matrices over a field K."""
    if tree.kind != "pow" or tree.parts[0].kind != "letter" or tree.parts[0].parts:
        return None
    field, size = tree.parts
    if size.kind != "mul" or size.text != "times":
        return None
    sizes: list[Tree] = []
    while size.kind == "mul" and size.text == "times":
        sizes.append(size.parts[1])
        size = size.parts[0]
    name = f"\\mathbb{{{field.text}}}" if field.style == "bb" else field.text
    return Tree("set", tree.span, "over_field", (size, *reversed(sizes)), label=name)


def _chain(lexed: Lexed, parsed: _Parsed, lead: Reading | None, refused: list[ReadError]) -> Chain | None:
    if parsed.draft.led and lead is None:
        return None
    elaborator = make_elaborator(lexed.text, lexed.names)
    try:
        sides = [elaborator.elaborate(tree, {}) for tree in parsed.sides]
        conditions = [elaborator.elaborate(tree, {}) for tree in parsed.conditions]
    except ReadError as error:
        refused.append(error)
        return None
    context = lexed.names.context
    readings = [_reading(lexed, e, t, context) for e, t in zip(sides, parsed.sides, strict=True)]
    if parsed.draft.led and lead is not None:
        readings = [lead, *readings]
    spans = tuple(r.tree.span for r in readings)
    return Chain(tuple(readings), tuple(parsed.draft.relations), spans, tuple(conditions), context)


def _reading(lexed: Lexed, expr: Expr, tree: Tree, context: Context) -> Reading:
    return Reading(expr, lexed.text, lexed.syntax, context, tree)


def _complaint(lexed: Lexed, span: Span, message: str) -> ReadError:
    return ReadError(message, text=lexed.text, span=span)
