"""Chains: rows, relations, conditions. One formula `a = b = c`, however it is laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from derive.errors import ReadError
from derive.expressions.expr import Expr
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.read.grammar import CONDITION_TEXT, INDEX_LETTERS, RELATION, ROW_ENVIRONMENTS
from derive.read.layout import DEPTH, continues, joins, split_relations
from derive.read.readings import (
    Lexed,
    Reading,
    as_needed,
    elaborated,
    lex,
    parse_tree,
    read_expression,
    trimmed,
)
from derive.read.tokens import Span, Token
from derive.read.tree import CONDITIONS, Tree

_PROSE = frozenset(
    {"since", "as", "because", "for", "if", "when", "where", "with", "provided", "case", "all", "that", "and"}
)


@dataclass(frozen=True)
class Chain:
    """sides[0] relations[0] sides[1] … ; spans of the sides; the conditions under which it is claimed."""

    sides: tuple[Reading, ...]
    relations: tuple[str, ...]
    spans: tuple[Span, ...]
    conditions: tuple[Expr, ...]
    context: Context


@dataclass
class _Draft:
    sides: list[list[Token]] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    conditions: list[list[Token]] = field(default_factory=list)
    open_ended: bool = True


def read_chain(
    text: str,
    context: Context,
    functions: FunctionTable,
    *,
    syntax: str = "auto",
    infer: bool = False,
    lead: str | Reading | None = None,
    arrays: bool | None = False,
) -> Chain:
    """A chain of relations over any number of rows. One that begins with a relation needs `lead`.

    `arrays` is that of `read_expression`; None takes no `lead`.
    """
    if arrays is None:
        return as_needed(read_chain, text, context, functions, syntax, infer)
    first = (
        read_expression(lead, context, functions, infer=infer, arrays=arrays)
        if isinstance(lead, str)
        else lead
    )
    if first is not None and infer:
        context = first.context
    lexed = lex(text, context, functions, syntax, infer, arrays=arrays)
    draft = _drafted(lexed, has_lead=first is not None)
    trees = [parse_tree(lexed, trimmed(side), RELATION) for side in draft.sides]
    conditions = [t for c in draft.conditions if (t := _condition(lexed, c)) is not None]
    readings = elaborated(lexed, [*trees, *conditions])
    sides = tuple(readings[: len(trees)])
    final = readings[0].context if readings else context
    if first is not None and draft.relations and len(draft.relations) == len(sides):
        sides = (first, *sides)
    spans = tuple(s.tree.span for s in sides)
    return Chain(sides, tuple(draft.relations), spans, tuple(r.expr for r in readings[len(trees) :]), final)


def _drafted(lexed: Lexed, *, has_lead: bool) -> _Draft:
    draft = _Draft()
    for row in rows(lexed.tokens):
        _add_row(lexed, draft, row, has_lead)
    if draft.open_ended or not draft.sides:
        _refuse(lexed, (0, len(lexed.text)), "the formula ends in a relation or is empty")
    return draft


def rows(tokens: Sequence[Token]) -> list[list[Token]]:
    """The rows of a layout, its environments unwrapped, its alignment marks dropped."""
    found: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        outer = token.kind in ("begin", "end") and token.text.rstrip("*") in ROW_ENVIRONMENTS and depth == 0
        if outer or (token.kind == "row" and depth == 0):
            found.append([])
            continue
        depth += DEPTH.get(token.kind, 0)
        if token.kind != "align" or depth:
            found[-1].append(token)
    return [row for row in found if trimmed(row)]


def _add_row(lexed: Lexed, draft: _Draft, row: list[Token], has_lead: bool) -> None:
    while row and row[0].kind == "arrow":
        row = row[1:]
    formula, conditions = _split_conditions(row)
    draft.conditions += conditions
    pieces, relations = split_relations(formula)
    if not formula:
        return
    first = pieces[0]
    if first:
        _begin_side(lexed, draft, first, relations)
    elif not draft.sides and not has_lead:
        _refuse(lexed, formula[0].span, "this begins with a relation; what stood before it is needed (lead)")
    for kind, piece in zip(relations, pieces[1:], strict=True):
        draft.relations.append(kind)
        draft.open_ended = not piece
        if piece:
            draft.sides.append(piece)
    if any(not piece for piece in pieces[1:-1]):
        _refuse(lexed, formula[0].span, "two relations follow each other")


def _begin_side(lexed: Lexed, draft: _Draft, first: list[Token], relations: list[str]) -> None:
    """A row's first piece: the first side, the side a relation announced, or more of the last side."""
    if draft.open_ended:
        draft.sides.append(first)
        draft.open_ended = False
    elif continues(first):
        draft.sides[-1] = [*draft.sides[-1], *first]
    else:
        _refuse(lexed, first[0].span, "a second statement begins here; read statements one at a time")


def _split_conditions(row: list[Token]) -> tuple[list[Token], list[list[Token]]]:
    r"""The formula of a row, and what stands after it: `, i = j`, `\quad x > 0`, `\text{for } …`."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for k, token in enumerate(row):
        starts_words = token.text == "[" and k + 1 < len(row) and row[k + 1].text in CONDITION_TEXT
        opened = depth
        depth += DEPTH.get(token.kind, 0)
        comma = opened == 0 and token.kind == "op" and token.text in (",", ";")
        gap = opened == 0 and token.gap == 2 and k > 0 and not joins(row, k)
        words = opened == 0 and token.kind == "text" and _is_condition_text(token.text)
        if k and (comma or gap or words or (opened == 0 and starts_words)):
            parts.append([])
        if not comma:
            parts[-1].append(token)
    formula, *conditions = parts
    return formula, [c for c in conditions if c]


def _is_condition_text(text: str) -> bool:
    words = text.strip(" [](),.:").split()
    return not words or words[0].lower() in _PROSE or len(words) > 1


def _condition(lexed: Lexed, tokens: list[Token]) -> Tree | None:
    """A condition as a relation; None for prose. A second statement is refused."""
    kept = [t for t in tokens if t.kind != "text" and not (t.kind == "word" and t.text in _PROSE)]
    if kept and kept[0].text in ("[", "(") and kept[-1].text in ("]", ")"):
        kept = kept[1:-1]
    kept = trimmed(kept)
    if not kept:
        return None
    tree = parse_tree(lexed, kept)
    if tree.kind not in CONDITIONS:
        raise ReadError("what stands after the formula is not a condition", text=lexed.text, span=tree.span)
    if not any(t.kind == "text" for t in tokens) and _is_statement(lexed, tree, tokens):
        _refuse(
            lexed, tree.span, "this may be a second statement or a condition; read statements one at a time"
        )
    return tree


def _is_statement(lexed: Lexed, tree: Tree, tokens: Sequence[Token]) -> bool:
    """An equality of more than index letters and numbers, with no word before it."""
    if tree.kind != "rel" or tree.text != "eq" or any(t.text in CONDITION_TEXT for t in tokens):
        return False
    left = tree.parts[0]
    simple = all(x.kind in ("letter", "number") and not x.label for x in tree.parts)
    index = left.kind == "letter" and (left.text in INDEX_LETTERS or lexed.names.is_index(left.text))
    return not (simple and index)


def _refuse(lexed: Lexed, span: Span, message: str) -> None:
    raise ReadError(message, text=lexed.text, span=span)
