"""Declarations: letters as "real[n]: what it means", definitions as "p_i = …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from derive.errors import ReadError
from derive.expressions import build
from derive.expressions.expr import Expr
from derive.notation.context import EMPTY, Context, Definition, Letter
from derive.notation.functions import FunctionTable
from derive.read.elaborate import make_elaborator
from derive.read.grammar import INDEX_LETTERS, RELATIONS
from derive.read.infer import infer_names
from derive.read.names import Names
from derive.read.readings import Lexed, lex, parse_tree, read_expression, trimmed
from derive.read.scripts import full_name
from derive.read.tokens import Token
from derive.read.tree import Tree, walk_tree

_NO_FUNCTIONS = FunctionTable({})
_ROLES = {
    "real": "scalar",
    "scalar": "scalar",
    "integer": "integer",
    "size": "size",
    "function": "function",
    "array": "array",
    "sequence": "sequence",
    "imaginary": "imaginary",
}
_DECLARATION = re.compile(r"\s*(?P<role>[a-z]+)\s*(?P<rest>\[[^\]]*\]|[^\s\[].*?\.\..+)?\s*$")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*'*(?:\^(?:\w|\{[^{}]+\}))?(?:_(?:\w+|\{[^{}]+\}))*$")


def read_letter(name: str, declaration_text: str) -> Letter:
    """`read_letter("x", "real[n]: the input")`; the role is real, integer, size, function or index lo..hi."""
    declaration, _, meaning = declaration_text.partition(":")
    found = _DECLARATION.match(declaration)
    if found is None:
        _refuse_declaration(declaration_text)
    assert found is not None
    role, rest = found.group("role"), (found.group("rest") or "").strip()
    canonical, latex = letter_name(name)
    letter = Letter(canonical, latex=latex, meaning=meaning.strip())
    if role == "index":
        lo, hi = _range(rest, declaration_text)
        return replace(letter, role="index", lo=lo, hi=hi)
    if role not in _ROLES or (
        rest and (role not in ("real", "scalar", "integer") or not rest.startswith("["))
    ):
        _refuse_declaration(declaration_text)
    axes = tuple(_size(part) for part in rest[1:-1].split(",")) if rest else ()
    return replace(letter, role=_ROLES[role], axes=axes)


def _refuse_declaration(text: str) -> None:
    raise ReadError(
        f"{text!r} is not a declaration",
        text=text,
        span=(0, len(text)),
        hint="write real, real[n], real[n, d], integer, size, index 1..n, or function; then : and a meaning",
    )


def _size(text: str) -> Expr:
    sizes = EMPTY.with_letters(*size_letters(text))
    return read_expression(text.strip(), sizes, _NO_FUNCTIONS, infer=True).expr


def size_letters(text: str) -> list[Letter]:
    """The letters of a size, N or D_{in}: sizes, whatever they are called."""
    named = re.findall(r"(?<!\\)\b[A-Za-z](?:_(?:\w+|\{[^{}]+\}))?(?![\w{])", text)
    return [Letter(letter_name(word)[0], role="size") for word in named]


def _range(text: str, whole: str) -> tuple[Expr | None, Expr | None]:
    if not text:
        return None, None
    lo, dots, hi = text.partition("..")
    if not dots:
        _refuse_declaration(whole)
    return _size(lo), _size(hi)


def letter_name(name: str) -> tuple[str, str | None]:
    r"""The canonical name of a letter and how it is printed: `\hat{y}` → y_hat, `D_{in}` → D_in."""
    stripped = name.strip()
    if "\\" not in stripped and _NAME.match(stripped):
        return re.sub(r"([_^])\{(\w+)\}", _braces_if_needed, stripped), None
    lexed = lex(stripped, EMPTY, _NO_FUNCTIONS, "latex", True)
    tree = parse_tree(lexed, lexed.tokens)
    if tree.kind != "letter":
        raise ReadError(f"{name!r} is not the name of a letter", text=stripped, span=tree.span)
    return full_name(tree.text, tree.label), stripped


def _braces_if_needed(found: re.Match[str]) -> str:
    mark, label = found.groups()
    return f"{mark}{label}" if mark == "_" or len(label) == 1 else f"{mark}{{{label}}}"


def read_definition(
    text: str,
    context: Context,
    functions: FunctionTable,
    *,
    syntax: str = "auto",
    infer: bool = False,
    arrays: bool = False,
) -> Definition:
    """`left = right` where left is a letter, an entry with index letters, or a function of letters."""
    lexed = lex(text, context, functions, syntax, infer, arrays=arrays)
    left, right = _sides(lexed)
    target, parameters = _target(lexed, left)
    names = lexed.names
    names = replace(
        names, context=context.with_letters(*(p for p in parameters if p.name not in context.letters))
    )
    lexed = replace(lexed, names=names)
    body_tree = parse_tree(lexed, right)
    if infer:
        trees = [body_tree] if target.head == "call" else [parse_tree(_guessing(lexed), left), body_tree]
        names = infer_names(text, trees, names)
    body = make_elaborator(text, names).value(body_tree, {})
    return Definition(target, body)


def parameters_of(
    text: str, context: Context, functions: FunctionTable, syntax: str = "auto"
) -> list[Letter]:
    """The letters that the left side of a definition binds: the i of `p_i = …`, the x of `f(x) = …`."""
    lexed = lex(text, context, functions, syntax, False)
    return _target(lexed, _sides(lexed)[0])[1]


def _sides(lexed: Lexed) -> tuple[list[Token], list[Token]]:
    tokens = trimmed(_without_outer_alignment(lexed.tokens))
    depth, cuts = 0, []
    for k, token in enumerate(tokens):
        depth += {"open": 1, "close": -1, "begin": 1, "end": -1}.get(token.kind, 0)
        if depth == 0 and token.kind == "op" and token.text in RELATIONS:
            cuts.append(k)
    if len(cuts) != 1 or RELATIONS[tokens[cuts[0]].text] != "eq" or cuts[0] == 0:
        raise ReadError("a definition is written left = right", text=lexed.text, span=(0, len(lexed.text)))
    return tokens[: cuts[0]], tokens[cuts[0] + 1 :]


def _without_outer_alignment(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without the alignment marks that stand outside every matrix."""
    kept, depth = [], 0
    for token in tokens:
        depth += {"begin": 1, "end": -1}.get(token.kind, 0)
        if token.kind != "align" or depth:
            kept.append(token)
    return kept


def _guessing(lexed: Lexed) -> Lexed:
    return replace(lexed, names=replace(lexed.names, infer=True))


def _target(lexed: Lexed, left: list[Token]) -> tuple[Expr, list[Letter]]:
    """The left side as an expression, and the letters that are its parameters."""
    opening = _call_opening(left)
    if opening:
        return _call_target(lexed, left, opening)
    if _is_new_word(lexed, left):
        return build.sym(left[0].text), []
    tree = parse_tree(_guessing(lexed), left)
    span = (left[0].start, left[-1].end)
    if tree.kind != "letter":
        raise ReadError(
            "the left side of a definition is a letter, an entry or f(x)", text=lexed.text, span=span
        )
    name = full_name(tree.text, tree.label)
    indices = _index_parameters(lexed.names, tree)
    if not indices:
        return build.sym(name), []
    target = build.entry(build.sym(tree.text), *(build.idx(i) for i in indices))
    return target, [_index_letter(lexed.names, tree.text, k, i) for k, i in enumerate(indices)]


def _is_new_word(lexed: Lexed, left: list[Token]) -> bool:
    """`hidden = …` in plain maths: a word that nothing else is called is a letter."""
    if lexed.syntax != "plain" or len(left) != 1 or left[0].kind != "word":
        return False
    word, names = left[0].text, lexed.names
    return len(word) > 1 and word.isascii() and word.isalpha() and names.is_unknown(word)


def _index_letter(names: Names, base: str, place: int, index: str) -> Letter:
    known = names.letter(base)
    hi = known.axes[place] if known is not None and place < len(known.axes) else None
    return Letter(index, role="index", lo=build.ONE if hi is not None else None, hi=hi)


def _index_parameters(names: Names, tree: Tree) -> list[str]:
    """The index letters of `p_i` or `W_{ij}`; none when the subscript is part of the name."""
    if not tree.parts or (tree.label and names.letter(full_name(tree.text, tree.label)) is not None):
        return []
    atoms = [x for part in tree.parts for x in walk_tree(part) if x.kind in ("letter", "number")]
    simple = all(p.kind in ("run", "letter") for p in tree.parts) and all(x.kind == "letter" for x in atoms)
    base = names.letter(tree.text)
    is_array = base is not None and bool(base.axes)
    if simple and (is_array or all(x.text in INDEX_LETTERS or names.is_index(x.text) for x in atoms)):
        return [x.text for x in atoms]
    return []


def _call_opening(left: list[Token]) -> int:
    """Where the parenthesis opens that ends the left side; 0 when it does not end in one."""
    if not left or left[-1].text != ")":
        return 0
    depth = 0
    for k in range(len(left) - 1, -1, -1):
        depth += {"close": 1, "open": -1}.get(left[k].kind, 0)
        if depth == 0:
            return k
    return 0


def _call_target(lexed: Lexed, left: list[Token], opening: int) -> tuple[Expr, list[Letter]]:
    base = left[:opening]
    span = (base[0].start, base[-1].end)
    word = base[0].text if len(base) == 1 else ""
    if word and lexed.names.function(word) is not None:
        raise ReadError(
            f"{word!r} is a function of the library already",
            text=lexed.text,
            span=span,
            hint="declare it as a function letter",
        )
    declared = word and lexed.names.letter(word) is not None
    name = word if declared else full_name_of(lexed, base)
    inside = left[opening + 1 : -1]
    parameters: list[str] = []
    for k, token in enumerate(inside):
        if k % 2 == 1 and token.text == ",":
            continue
        if k % 2 == 1 or token.kind not in ("word", "symbol"):
            raise ReadError("the parameters of a definition are letters", text=lexed.text, span=token.span)
        parameters.append(token.text)
    if not parameters:
        raise ReadError("a function needs a parameter", text=lexed.text, span=span)
    call = build.fn("call", build.sym(name), *(build.sym(x) for x in parameters))
    return call, [Letter(x) for x in parameters]


def full_name_of(lexed: Lexed, base: list[Token]) -> str:
    tree = parse_tree(_guessing(lexed), base)
    if tree.kind != "letter":
        raise ReadError("a function's name is a letter", text=lexed.text, span=tree.span)
    return full_name(tree.text, tree.label)
