"""Scripts: what a subscript or superscript is — an index, a label, a power, a transpose."""

from __future__ import annotations

from collections.abc import Sequence

from derive.errors import ReadError
from derive.read.grammar import (
    ACCENTS,
    LABEL_WORDS,
    TRANSPOSES,
)
from derive.read.names import index_atoms
from derive.read.parse import Parser
from derive.read.primed import are_primes, derived
from derive.read.tokens import Token, first_character
from derive.read.tree import Tree

OPERATORS = frozenset("min max arg argmin argmax inf sup lim log exp det tr dim deg ker".split())


def full_name(name: str, label: str) -> str:
    if not label:
        return name
    return f"{name}_{label}" if label.isalnum() else f"{name}_{{{label}}}"


def atom(text: str, span: tuple[int, int]) -> Tree:
    return Tree("number" if text.isdigit() else "letter", span, text)


def scripts(p: Parser, base: Tree) -> Tree:
    """The scripts after something that is no bare letter: powers, a transpose, an index of an array."""
    while (p.source.latex and p.is_at("^", "_", "'")) or (not p.source.latex and p.is_at(".T", "[")):
        if not p.source.latex:
            base = _plain_postfix(p, base)
            continue
        mark = p.take()
        if mark.text == "'":
            base = derived(p, base, 1 + _primes(p), mark.end)
            continue
        tokens, end = script_tokens(p)
        if mark.text == "^" and are_primes([t for t in tokens if t.text not in ("{", "}")]):
            base = derived(p, base, len(tokens), end)
        elif mark.text == "_":
            base = _indexed(p, base, tokens, end, mark)
        elif is_transpose(p, tokens):
            base = transposed(base, tokens, end)
        else:
            if p.is_at("^"):
                p.refuse(p.here.span, "two superscripts; use braces")
            base = Tree("pow", (base.span[0], end), parts=(base, p.sub(tokens, end).whole()))
    return base


def _primes(p: Parser) -> int:
    """Further primes behind the first."""
    count = 0
    while p.is_at("'"):
        p.take()
        count += 1
    return count


def _plain_postfix(p: Parser, base: Tree) -> Tree:
    """`.T`, and `(W @ x)[i]`."""
    if p.is_at(".T"):
        return Tree("transpose", (base.span[0], p.take().end), parts=(base,))
    if p.here.gap or base.kind not in ("group", "at", "transpose", "named", "apply", "call", "deriv"):
        p.refuse(p.here.span, "it is not clear what these brackets mean here")
    places = p.arguments()
    return Tree("at", (base.span[0], p.tokens[p.at - 1].end), parts=(base, *places))


def _indexed(p: Parser, base: Tree, tokens: list[Token], end: int, mark: Token) -> Tree:
    if base.kind not in ("group", "call", "at", "transpose", "apply"):
        p.refuse(mark.span, "a subscript is read on a letter or function only")
    items = subscript(p, tokens, end)[1]
    if not items:
        p.refuse(mark.span, "this subscript is not read as an index")
    return Tree("at", (base.span[0], end), parts=(base, *items))


def transposed(base: Tree, tokens: Sequence[Token], end: int) -> Tree:
    span = (base.span[0], end)
    mark = "T" if len(tokens) == 1 and tokens[0].kind == "word" else ""
    if tokens[0].text == "-":
        minus_one = Tree("neg", span, parts=(Tree("number", span, "1"),))
        base = Tree("pow", span, parts=(base, minus_one))
    return Tree("transpose", span, mark, (base,))


# ---- the tokens of a script ------------------------------------------------------------------------


def script_tokens(p: Parser) -> tuple[list[Token], int]:
    """The tokens of a script: a braced group, or one token; `x^10` is refused as ambiguous."""
    token = p.take()
    if token.text == "{" and token.kind == "open":
        return braced(p, token)
    first, rest = first_character(token)
    if token.kind == "number" and rest is not None:
        p.refuse(token.span, "in LaTeX only the first digit would be raised or lowered; use braces")
    missing = token.kind == "op" and token.text not in ("*", "ast", "'", "+", "-")
    if token.kind in ("stop", "close", "row", "align", "dots") or missing:
        p.refuse(token.span, "a script is missing, or needs braces")
    if token.kind == "command":
        p.at -= 1
        start = p.at
        p.source.prefixes["command"](p)
        return p.tokens[start : p.at], p.tokens[p.at - 1].end
    if rest is not None:
        p.at -= 1
        p.tokens[p.at] = rest
    return [first], first.end


def braced(p: Parser, opened: Token) -> tuple[list[Token], int]:
    """The tokens up to the brace that closes `opened`, which has been taken."""
    start, depth = p.at, 1
    while depth:
        token = p.take()
        if token.kind == "stop":
            p.refuse(opened.span, "this brace is not closed")
        if token.text == "{" and token.kind == "open":
            depth += 1
        elif token.text == "}" and token.kind == "close":
            depth -= 1
    inner = p.tokens[start : p.at - 1]
    if not inner and not p.names.document:
        p.refuse((opened.start, p.tokens[p.at - 1].end), "nothing is in these braces")
    return inner, p.tokens[p.at - 1].end


def is_transpose(p: Parser, tokens: Sequence[Token]) -> bool:
    if len(tokens) == 1:
        token = tokens[0]
        if token.kind in ("command", "symbol"):
            return token.text in TRANSPOSES
        return token.text == "T" and token.kind == "word" and p.names.letter("T") is None
    word = "".join(t.text for t in tokens)
    return word in ("mathrm{T}", "mathsf{T}", "-T", "-top", "-mathsf{T}") and p.names.letter("T") is None


def label_of(tokens: Sequence[Token]) -> str:
    r"""The subscript as a name: `x \sim \hat p` is x~p_hat."""
    found: list[str] = []
    accent = ""
    for token in tokens:
        if token.kind == "command" or (token.kind in ("open", "close") and token.text in "{}"):
            accent = ACCENTS.get(token.text, accent) if token.kind == "command" else accent
            if token.kind == "command" and token.text in OPERATORS:
                found.append(token.text)
            continue
        text = token.text.strip().replace(" ", "-") if token.kind == "text" else token.text
        found.append("~" if text == "sim" else text)
        if accent:
            found[-1], accent = f"{text}_{accent}", ""
    return "".join(found)


def split_commas(tokens: Sequence[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += {"open": 1, "close": -1, "begin": 1, "end": -1}.get(token.kind, 0)
        if token.text == "," and token.kind == "op" and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


# ---- subscripts ------------------------------------------------------------------------------------


def subscript(p: Parser, tokens: list[Token], end: int) -> tuple[str, tuple[Tree, ...]]:
    """A subscript as a name, and as index expressions where it can be read so."""
    tokens = without_braces(tokens)
    label = label_of(tokens)
    if tokens and not label:
        p.refuse((tokens[0].start, end), "this subscript is not read")
    if p.names.document and label in LABEL_WORDS:
        return label, ()
    refuse_run_on(p, tokens)
    items = []
    parts = split_commas(tokens)
    for part in parts:
        if any(t.kind in ("text", "command", "begin", "arrow", "dots") for t in part):
            if len(parts) == 1:
                return label, ()
            items.append(Tree("word", (part[0].start, part[-1].end), label_of(part)))
        elif part and all(t.kind in ("word", "number", "symbol") for t in part):
            items.append(run_of(part))
        else:
            try:
                items.append(p.sub(part, part[-1].end if part else end).whole())
            except ReadError:
                return label, ()
    return label, tuple(items)


def without_braces(tokens: list[Token]) -> list[Token]:
    """`x_{{ij}}` is `x_{ij}`."""
    while len(tokens) > 2 and tokens[0].text == "{" and tokens[-1].text == "}":
        inside = tokens[1:-1]
        if any(t.text in ("{", "}") for t in inside):
            break
        tokens = inside
    return tokens


def run_of(part: Sequence[Token]) -> Tree:
    span = (part[0].start, part[-1].end)
    atoms = [atom(a, span) for t in part for a in (index_atoms(t.text) if t.kind != "symbol" else (t.text,))]
    return Tree("run", span, "".join(t.text for t in part), tuple(atoms))


def refuse_run_on(p: Parser, tokens: list[Token]) -> None:
    """`x_ij` shows x with subscript i, times j: where the subscript ends is not clear."""
    if len(tokens) != 1 or p.here.kind != "word" or p.here.gap or tokens[0].kind != "word":
        return
    following = p.here.text
    scripted = p.ahead.text in ("_", "^") and p.ahead.kind == "op"
    if tokens[0].end == p.here.start and len(following) == 1 and p.names.is_index(following) and not scripted:
        p.refuse((tokens[0].start, p.here.end), "it is not clear where the subscript ends; use braces")


# ---- superscripts ----------------------------------------------------------------------------------
