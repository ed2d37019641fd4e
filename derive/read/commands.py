"""LaTeX commands that begin an operand: fractions, roots, sums, derivatives, fonts, accents, cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from derive.read.derivatives import derivative_fraction, inline_derivative
from derive.read.grammar import ACCENTS, BIG_COMMANDS, FONTS, FRACTIONS, NAME_COMMANDS, PRODUCT, SUM
from derive.read.parse import Parser
from derive.read.sums import big_operator
from derive.read.tokens import Token
from derive.read.tree import Tree
from derive.read.words import apply_function, named, pieces, script_tokens, scripts


def command(p: Parser) -> Tree:
    token = p.here
    name = token.text.rstrip("*")
    found = COMMANDS.get(name)
    if found is not None:
        return found(p)
    function = p.names.function(name)
    if function is not None:
        p.take()
        return named(p, name, token.span)
    p.refuse(token.span, f"the command \\{token.text} is not read")


def _fraction(p: Parser) -> Tree:
    start = p.take()
    over, over_end = script_tokens(p)
    under, under_end = script_tokens(p)
    derivative = derivative_fraction(p, start, over, under, under_end)
    if derivative is not None:
        return derivative
    parts = (p.sub(over, over_end).whole(), p.sub(under, under_end).whole())
    return scripts(p, Tree("div", (start.start, under_end), "frac", parts))


def _root(p: Parser) -> Tree:
    start = p.take()
    degree = ""
    if p.is_at("["):
        p.take()
        degree = p.take().text
        if not degree.isdigit() or not 2 <= int(degree) <= 1000:
            p.refuse(start.span, "the degree of a root is a whole number")
        p.expect("]")
    tokens, end = script_tokens(p)
    inner = p.sub(tokens, end).whole()
    return scripts(p, Tree("apply", (start.start, end), "sqrt", (inner,), label=f"root{degree}" if degree else ""))


def _big(p: Parser) -> Tree:
    return big_operator(p, BIG_COMMANDS[p.here.text])


def _limit(p: Parser) -> Tree:
    start = p.take()
    p.expect("_")
    tokens, end = script_tokens(p)
    arrow = next((k for k, t in enumerate(tokens) if t.kind == "arrow"), None)
    if not arrow:
        p.refuse((start.start, end), "a limit needs its letter and its point: \\lim_{x \\to a}")
    letter = p.sub(tokens[:arrow], tokens[arrow].start).whole()
    to = p.sub(tokens[arrow + 1 :], end).whole()
    body = p.parse(SUM)
    return Tree("limit", (start.start, body.span[1]), parts=(body, letter, to))


def _font(p: Parser) -> Tree:
    start = p.take()
    style = FONTS[start.text]
    tokens, end = script_tokens(p)
    if style in ("bb", "bold") and len(tokens) == 1 and tokens[0].text in ("1", "I") and _is_indicator(p):
        return _indicator(p, start)
    return _letter_in(p, tokens, end, start, style)


def _letter_in(p: Parser, tokens: Sequence[Token], end: int, start: Token, style: str) -> Tree:
    if len(tokens) == 1 and tokens[0].kind in ("word", "symbol"):
        token = tokens[0]
        if token.kind == "symbol":
            return named(p, token.text, (start.start, end), style=style)
        return pieces(p, replace(token, start=start.start, end=end), style=style)
    p.refuse((start.start, end), f"\\{start.text} is read around a single letter")


def _is_indicator(p: Parser) -> bool:
    return p.is_at("(", "[", "\\{", "_")


def _indicator(p: Parser, start: Token) -> Tree:
    r"""`\mathbb 1(i = k)`, `\mathbb{1}_{i = k}`, `\mathbf 1\{…\}`."""
    if p.is_at("_"):
        p.take()
        tokens, end = script_tokens(p)
        condition = p.sub(tokens, end).whole()
    else:
        opened = p.take()
        condition = p.parse(0)
        p.expect({"(": ")", "[": "]", "\\{": "\\}"}[opened.text])
    if condition.kind not in ("rel", "and", "or", "not"):
        p.refuse((start.start, condition.span[1]), "an indicator needs a condition")
    return scripts(p, Tree("iverson", (start.start, p.tokens[p.at - 1].end), parts=(condition,)))


def _accent(p: Parser) -> Tree:
    r"""`\hat{y}` is the letter y_hat; `\hat{y}_i` and `\hat{y_i}` are its entry i."""
    start = p.take()
    accent = ACCENTS[start.text]
    tokens, end = script_tokens(p)
    if not tokens or tokens[0].kind not in ("word", "symbol") or len(tokens[0].text) != 1 and tokens[0].kind == "word":
        if len(tokens) == 4 and tokens[0].kind == "command" and tokens[0].text in FONTS:
            tokens = [tokens[2]]
        else:
            p.refuse((start.start, end), f"\\{start.text} is read over a single letter")
    name = f"{tokens[0].text}_{accent}"
    if len(tokens) > 1:
        rest = [*tokens[1:]]
        p.tokens[p.at : p.at] = rest
    return named(p, name, (start.start, end), style="")


def _name(p: Parser) -> Tree:
    r"""`\mathrm{Zi}`, `\operatorname{softplus}`: one word, whatever it turns out to be."""
    start = p.take()
    tokens, end = script_tokens(p)
    word = "".join(t.text for t in tokens)
    if not all(t.kind in ("word", "number") for t in tokens) or not word[:1].isalpha():
        p.refuse((start.start, end), f"\\{start.text} is read around a word")
    if word == "d" and p.names.letter("d") is None:
        p.refuse((start.start, end), "a differential is read in a derivative only")
    return pieces(p, Token("word", word, start.start, end, start.gap), roman=True)


def _boxed(p: Parser) -> Tree:
    start = p.take()
    tokens, end = script_tokens(p)
    return scripts(p, Tree("group", (start.start, end), "{", (p.sub(tokens, end).whole(),)))


def _nabla(p: Parser) -> Tree:
    p.refuse(p.here.span, "a gradient \\nabla is not read here yet; write the partial derivative")


def begin(p: Parser) -> Tree:
    start = p.take()
    if start.text not in ("cases", "dcases", "rcases"):
        p.refuse(start.span, f"the environment {start.text!r} is not read inside a formula")
    rows = _rows(p, start)
    parts: list[Tree] = []
    for k, row in enumerate(rows):
        value, condition = _case_row(p, row, last=k == len(rows) - 1)
        parts += [value, condition]
    return Tree("cases", (start.start, p.tokens[p.at - 1].end), parts=tuple(parts))


def _rows(p: Parser, start: Token) -> list[list[Token]]:
    rows: list[list[Token]] = [[]]
    depth = 0
    while True:
        token = p.take()
        if token.kind == "stop":
            p.refuse(start.span, "this environment is not ended")
        if token.kind == "end" and depth == 0:
            if token.text != start.text:
                p.refuse(token.span, f"\\end{{{token.text}}} does not end \\begin{{{start.text}}}")
            return [row for row in rows if row]
        depth += {"begin": 1, "end": -1}.get(token.kind, 0)
        if token.kind == "row" and depth == 0:
            rows.append([])
        else:
            rows[-1].append(token)


def _case_row(p: Parser, row: list[Token], *, last: bool) -> tuple[Tree, Tree]:
    """`value & condition`, `value, condition`, `value, \\text{if } condition`."""
    cut = _outer(row, "align", "&")
    if cut is None:
        cut = _outer(row, "op", ",")
    end = row[-1].end
    value = row[:cut] if cut is not None else row
    condition = row[cut + 1 :] if cut is not None else []
    while value and value[-1].text in (",", ";"):
        value = value[:-1]
    while condition and condition[-1].text in (",", ".", ";"):
        condition = condition[:-1]
    condition = [t for t in condition if not _is_preposition(t)]
    if not value or not condition:
        p.refuse((row[0].start, end), "a case needs a value and its condition, with & between them")
    return p.sub(value, end).whole(), p.sub(condition, end).whole()


def _outer(row: Sequence[Token], kind: str, text: str) -> int | None:
    """The last such token outside every bracket, not at the end."""
    depth, found = 0, None
    for k, token in enumerate(row):
        depth += {"open": 1, "close": -1, "begin": 1, "end": -1}.get(token.kind, 0)
        if depth == 0 and token.kind == kind and token.text == text and k < len(row) - 1:
            found = k
    return found


def _is_preposition(token: Token) -> bool:
    words = token.text.strip().strip(",:").lower()
    return token.kind == "text" and words in ("if", "for", "when", "where", "", "for all", "in case", "and if")


def _text_function(p: Parser) -> Tree:
    return apply_function(p, Tree("letter", p.here.span, p.here.text), p.here.text, 0, None)


COMMANDS: dict[str, Callable[[Parser], Tree]] = {
    **dict.fromkeys(sorted(FRACTIONS), _fraction),
    **dict.fromkeys(BIG_COMMANDS, _big),
    **dict.fromkeys(FONTS, _font),
    **dict.fromkeys(ACCENTS, _accent),
    **dict.fromkeys(sorted(NAME_COMMANDS), _name),
    "sqrt": _root,
    "lim": _limit,
    "boxed": _boxed,
    "nabla": _nabla,
    "partial": inline_derivative,
}
_LEVELS = (PRODUCT,)
