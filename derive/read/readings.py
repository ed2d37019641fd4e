"""From text to readings: check, lex, parse, infer, elaborate."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from derive.errors import ReadError, TooLarge
from derive.expressions.expr import Expr, postorder
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.notation.shapes import ARRAY_HEADS
from derive.read.commands import command
from derive.read.cursor import Source
from derive.read.elaborate import make_elaborator
from derive.read.elaborator import Elaborator
from derive.read.environments import begin
from derive.read.evaluation import at_place
from derive.read.fill_sizes import fill_sizes
from derive.read.fonts import indicator
from derive.read.infer import infer_names
from derive.read.lex_plain import lex_plain
from derive.read.limits import check_depth, checked_characters
from derive.read.macros import Macros, latex_tokens
from derive.read.marked_indices import with_marked_indices
from derive.read.names import Names, make_names, with_context
from derive.read.norms import with_degree
from derive.read.omissions import with_omissions_filled
from derive.read.parse import Parser
from derive.read.scripts import scripts
from derive.read.tokens import Token
from derive.read.tree import CONDITIONS, Tree, walk_tree
from derive.read.unit_matrix import may_hold_unit_matrix
from derive.read.words import symbol, text_word, word
from derive.read.wrapping import syntax_of, unwrapped

_ARRAY_MARKS = re.compile(
    r"\.T\b|@|matrix\}|\^\{?(?:T|\\top|\\intercal)|\\odot|\b(?:tr|Tr|Trace|norm|diag|inv)\b|\[\["
)
Read = TypeVar("Read")
PREFIXES = {"word": word, "symbol": symbol, "command": command, "text": text_word, "begin": begin}
PREFIXES |= {"indicator": indicator}


@dataclass(frozen=True)
class Reading:
    """What a text says: the expression, and the syntax tree with its spans in the text."""

    expr: Expr
    text: str
    syntax: str
    context: Context
    tree: Tree


@dataclass(frozen=True)
class Lexed:
    text: str
    syntax: str
    tokens: list[Token]
    names: Names

    @property
    def source(self) -> Source:
        return Source(self.text, self.syntax == "latex", self.names, PREFIXES, scripts, with_degree, at_place)


def read_expression(
    text: str,
    context: Context,
    functions: FunctionTable,
    *,
    syntax: str = "auto",
    infer: bool = False,
    arrays: bool | None = False,
) -> Reading:
    """One expression. Raises ReadError (UnknownLetter, TooLarge) with the span of what is not understood.

    `arrays`: whole arrays, matrix products and norms are read too; without it a number is wanted; None:
    a number where that can be read, else an array.
    """
    if arrays is None:
        return as_needed(read_expression, text, context, functions, syntax, infer)
    lexed = lex(text, context, functions, syntax, infer, arrays=arrays)
    tree = parse_tree(lexed, trimmed(lexed.tokens))
    if tree.kind in CONDITIONS:
        raise ReadError("an expression is expected here, not a relation", text=text, span=tree.span)
    return elaborated(lexed, [tree])[0]


def read_relation(
    text: str,
    context: Context,
    functions: FunctionTable,
    *,
    syntax: str = "auto",
    infer: bool = False,
    arrays: bool | None = False,
) -> Reading:
    """One relation or condition: x > 0, 0 < x < 1, i ≠ k, Σ y_i = 1; with arrays A = A.T."""
    if arrays is None:
        return as_needed(read_relation, text, context, functions, syntax, infer)
    lexed = lex(text, context, functions, syntax, infer, arrays=arrays)
    tree = parse_tree(lexed, trimmed(lexed.tokens))
    if tree.kind not in CONDITIONS:
        raise ReadError("a relation is expected here: x > 0, i = k, …", text=text, span=tree.span)
    return elaborated(lexed, [tree])[0]


def read_sides(
    left: str, right: str, context: Context, functions: FunctionTable, *, syntax: str = "auto"
) -> tuple[Reading, Reading]:
    """Both sides of an equation; what an undeclared letter is follows from its use in both."""
    if not any(may_hold_unit_matrix(side, context) for side in (left, right)):
        try:
            return _read_sides(left, right, context, functions, syntax)
        except TooLarge:
            raise
        except ReadError:
            if not _may_have_arrays(context, left, right):
                raise
    first = read_expression(left, context, functions, syntax=syntax, infer=True, arrays=None)
    second = read_expression(right, first.context, functions, syntax=syntax, infer=True, arrays=None)
    return first, second


def _read_sides(
    left: str, right: str, context: Context, functions: FunctionTable, syntax: str
) -> tuple[Reading, Reading]:
    sides = [lex(t, context, functions, syntax, True) for t in (left, right)]
    bound = frozenset().union(*(x.names.bound for x in sides))
    bare = frozenset().union(*(x.names.bare for x in sides))
    sides = [replace(x, names=replace(x.names, bound=bound, bare=bare)) for x in sides]
    trees = [parse_tree(x, trimmed(x.tokens)) for x in sides]
    known = infer_names(left, trees, sides[0].names).context
    sides = [replace(x, names=with_context(x.names, known)) for x in sides]
    first, second = (elaborated(x, [tree])[0] for x, tree in zip(sides, trees, strict=True))
    return first, second


def as_needed(
    read: Callable[..., Read],
    text: str,
    context: Context,
    functions: FunctionTable,
    syntax: str,
    infer: bool,
) -> Read:
    """Read with numbers only; where that fails and arrays may be meant, with arrays."""
    if may_hold_unit_matrix(text, context):
        return read(text, context, functions, syntax=syntax, infer=infer, arrays=True)
    try:
        return read(text, context, functions, syntax=syntax, infer=infer)
    except TooLarge:
        raise
    except ReadError:
        if not _may_have_arrays(context, text):
            raise
        return read(text, context, functions, syntax=syntax, infer=infer, arrays=True)


def _may_have_arrays(context: Context, *texts: str) -> bool:
    declared = any(x.axes or x.role == "array" for x in context.letters.values())
    return declared or any(_ARRAY_MARKS.search(text) for text in texts)


def lex(
    text: str,
    context: Context,
    functions: FunctionTable,
    syntax: str,
    infer: bool,
    *,
    arrays: bool = False,
    document: bool = False,
    macros: Macros | None = None,
) -> Lexed:
    checked = checked_characters(text)
    if document and "\\begin" not in checked:
        checked = checked.replace("\\\\{", " \\{").replace("\\\\}", " \\}")
    if syntax == "auto":
        syntax = syntax_of(checked)
    if syntax not in ("latex", "plain"):
        raise ReadError(f"the syntax is auto, latex or plain, not {syntax!r}")
    if syntax == "latex":
        tokens = with_marked_indices(joined_thousands(latex_tokens(unwrapped(checked), text, macros or {})))
    else:
        tokens = lex_plain(checked, text)
    check_depth(text, tokens)
    latex = syntax == "latex"
    names = make_names(context, functions, tokens, infer=infer, latex=latex, document=document, arrays=arrays)
    return Lexed(text, syntax, tokens, names)


def joined_thousands(tokens: list[Token]) -> list[Token]:
    """18,624 outside every bracket is one number."""
    if not any(t.text == "," for t in tokens):
        return tokens
    found: list[Token] = []
    depth = 0
    for token in tokens:
        depth += {"open": 1, "close": -1, "begin": 1, "end": -1}.get(token.kind, 0)
        if depth == 0 and _continues_number(found, token):
            first = found[-2]
            found[-2:] = [Token("number", first.text + token.text, first.start, token.end, first.gap)]
        else:
            found.append(token)
    return found


def _continues_number(found: Sequence[Token], token: Token) -> bool:
    if len(found) < 2 or token.kind != "number" or token.gap or len(token.text.split(".")[0]) != 3:
        return False
    comma, first = found[-1], found[-2]
    glued = comma.text == "," and comma.gap == 0 and comma.end == token.start
    return (
        glued
        and first.kind == "number"
        and first.text.isdigit()
        and (len(first.text) % 3 + 3) % 3 in (0, 1, 2)
        and (len(first.text) <= 3 or "," in first.text)
    )


def trimmed(tokens: Sequence[Token]) -> list[Token]:
    """Without trailing punctuation and alignment marks."""
    end = len(tokens)
    while end and (tokens[end - 1].kind in ("align", "row") or _is_punctuation(tokens, end - 1)):
        end -= 1
    start = 0
    while start < end and tokens[start].kind == "align":
        start += 1
    return list(tokens[start:end])


def _is_punctuation(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].kind == "op" and tokens[at].text in (",", ".", ";")


def parse_tree(lexed: Lexed, tokens: Sequence[Token], level: int = 0) -> Tree:
    end = tokens[-1].end if tokens else len(lexed.text)
    try:
        tree = Parser(lexed.source, tokens, end).whole(level)
        if any(t.kind == "dots" for t in tokens):
            tree = with_omissions_filled(tree)
    except RecursionError:
        raise TooLarge("the formula is nested too deeply", text=lexed.text, span=(0, end)) from None
    if not lexed.names.document:
        _refuse_omissions(lexed, tree)
    return tree


def _refuse_omissions(lexed: Lexed, tree: Tree) -> None:
    dots = next((t for t in walk_tree(tree) if t.kind == "dots"), None)
    if dots is not None:
        message, hint = "it is not clear what is left out here", "write it as a sum: \\sum_{i=1}^{n} x_i"
        raise ReadError(message, text=lexed.text, span=dots.span, hint=hint)


def elaborated(lexed: Lexed, trees: list[Tree]) -> list[Reading]:
    names = lexed.names
    try:
        if names.infer:
            names = infer_names(lexed.text, trees, names)
        elaborator = make_elaborator(lexed.text, names)
        found = [filled(elaborator, tree) for tree in trees]
        if not names.arrays:
            for expr, tree in zip(found, trees, strict=True):
                _refuse_arrays(lexed, expr, tree)
    except RecursionError:
        raise TooLarge("the formula is nested too deeply", text=lexed.text, span=(0, 0)) from None
    return [Reading(e, lexed.text, lexed.syntax, names.context, t) for e, t in zip(found, trees, strict=True)]


def filled(elaborator: Elaborator, tree: Tree) -> Expr:
    """The expression of a tree, with the sizes of I and 1 put in where they are clear."""
    expr = elaborator.elaborate(tree, {})
    if not elaborator.names.arrays:
        return expr
    return fill_sizes(expr, lambda each: elaborator.shape(each, tree.span))


def _refuse_arrays(lexed: Lexed, expr: Expr, tree: Tree) -> None:
    if any(each.head in ARRAY_HEADS for each in postorder(expr)):
        raise ReadError(
            "a number is expected here; whole arrays are not read", text=lexed.text, span=tree.span
        )
