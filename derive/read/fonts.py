r"""Letters in fonts and under accents, and what a font makes of 1, 0 and R: `\mathbf 1`, `\mathbb{R}^n`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.read.grammar import ACCENTS, EXTREME_COMMANDS, FONTS, NAME_COMMANDS, RELATIONS
from derive.read.parse import Parser
from derive.read.scripts import braced, script_tokens, scripts, split_commas
from derive.read.seen import raised_tokens
from derive.read.sums import over
from derive.read.tokens import Token
from derive.read.tree import Tree
from derive.read.words import named, pieces

_SETS = {"R": "reals", "N": "naturals", "Z": "integers", "C": "complexes", "Q": "rationals"}


def font(p: Parser) -> Tree:
    start = p.take()
    style = FONTS[start.text]
    tokens, end = script_tokens(p)
    text = tokens[0].text if len(tokens) == 1 else ""
    if style in ("bb", "bold") and text in ("1", "I") and is_indicator(p):
        return _indicator(p, start)
    if style in ("bold", "bb") and text in ("1", "0"):
        return _filled(p, start, end, {"1": "ones", "0": "zeros"}[text])
    if style == "bb" and text in _SETS and p.names.document:
        return _number_set(p, start, end, _SETS[text])
    return _letter_in(p, tokens, end, start, style)


def _letter_in(p: Parser, tokens: Sequence[Token], end: int, start: Token, style: str) -> Tree:
    if len(tokens) == 1 and tokens[0].kind in ("word", "symbol"):
        token = tokens[0]
        name = p.names.styled(token.text, style)
        if token.kind == "symbol" or name != token.text:
            return named(p, name, (start.start, end), style=style)
        return pieces(p, replace(token, start=start.start, end=end), style=style, roman=len(token.text) > 1)
    if p.names.document:
        return _set_apart(p, tokens, end, start, style)
    p.refuse((start.start, end), f"\\{start.text} is read around a single letter")


def _set_apart(p: Parser, tokens: Sequence[Token], end: int, start: Token, style: str) -> Tree:
    r"""`\mathbf{x_i}`, `\mathbf{w+x}`, `\mathbf{\hat y}`: the font goes to each letter in it."""
    styled: list[Token] = []
    skip = raised_tokens(tokens)
    for k, token in enumerate(tokens):
        if token.kind in ("word", "symbol") and len(token.text) == 1 and k not in skip:
            styled.append(Token("command", start.text, token.start, token.start, token.gap))
        styled.append(token)
    p.tokens[p.at : p.at] = [
        Token("open", "{", start.start, start.end),
        *styled,
        Token("close", "}", end, end),
    ]
    opened = p.take()
    inner, inner_end = braced(p, opened)
    return scripts(p, p.sub(inner, inner_end).whole())


def is_indicator(p: Parser) -> bool:
    if p.is_at("_"):
        return any(t.text in RELATIONS and t.kind == "op" for t in p.tokens[p.at : _script_end(p)])
    return p.is_at("(", "[", "\\{")


def _script_end(p: Parser) -> int:
    depth = 0
    for at in range(p.at + 1, len(p.tokens)):
        depth += (p.tokens[at].text == "{") - (p.tokens[at].text == "}")
        if depth <= 0:
            return at
    return len(p.tokens)


def indicator(p: Parser) -> Tree:
    r"""`1_{i = k}`, `1\{y = k\}`, behind the 1."""
    return _indicator(p, p.tokens[p.at - 1])


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


def _filled(p: Parser, start: Token, end: int, kind: str) -> Tree:
    r"""`\mathbf 1`, `\mathbf{1}_n`, `\mathbf 0_{m,n}`: arrays of ones and zeros."""
    if not p.names.arrays:
        p.refuse((start.start, end), "whole arrays are not read here")
    parts: tuple[Tree, ...] = ()
    if p.is_at("_"):
        p.take()
        tokens, end = script_tokens(p)
        parts = tuple(p.sub(part, end).whole() for part in split_commas(tokens))
        if len(parts) == 1 and parts[0].kind == "mul" and parts[0].text == "times":
            parts = parts[0].parts
    return scripts(p, Tree("named", (start.start, end), kind, parts))


def _number_set(p: Parser, start: Token, end: int, kind: str) -> Tree:
    r"""`\mathbb{R}`, `\mathbb{R}^{n \times d}`."""
    parts: list[Tree] = []
    if p.is_at("^"):
        p.take()
        tokens, end = script_tokens(p)
        if tokens[0].text in ("+", "-", "*"):
            p.refuse((start.start, end), "half-lines are not read here")
        size = p.sub(tokens, end).whole()
        while size.kind == "mul" and size.text == "times":
            parts.append(size.parts[1])
            size = size.parts[0]
        parts.append(size)
    return Tree("set", (start.start, end), kind, tuple(reversed(parts)))


def accent(p: Parser) -> Tree:
    r"""`\hat{y}` is the letter y_hat; `\hat{y}_i` and `\hat{y_i}` are its entry i."""
    start = p.take()
    mark = ACCENTS[start.text]
    tokens, end = script_tokens(p)
    style = ""
    if tokens and tokens[0].kind == "command" and tokens[0].text in FONTS:
        style = FONTS[tokens[0].text]
        tokens = [t for t in tokens[1:] if t.text not in ("{", "}")] if len(tokens) <= 4 else tokens
    if tokens and tokens[0].kind == "command" and tokens[0].text in NAME_COMMANDS:
        tokens = [t for t in tokens[1:] if t.text not in ("{", "}")]
    if mark == "vec" and style == "bold" and len(tokens) == 1 and tokens[0].text in ("0", "1"):
        return _filled(p, start, end, {"1": "ones", "0": "zeros"}[tokens[0].text])
    if not tokens or tokens[0].kind not in ("word", "symbol"):
        p.refuse((start.start, end), f"\\{start.text} is read over a single letter")
    if len(tokens[0].text) != 1 and tokens[0].kind == "word" and not p.names.document:
        p.refuse((start.start, end), f"\\{start.text} is read over a single letter")
    name = f"{tokens[0].text}_{mark}"
    if len(tokens) > 1 and not _only_marks(tokens[1:]):
        p.refuse((start.start, end), f"\\{start.text} is read over a single letter, with an index at most")
    if len(tokens) > 1:
        p.tokens[p.at : p.at] = tokens[1:]
    return named(p, name, (start.start, end), style=style or ("bold" if mark == "vec" else ""))


def _only_marks(tokens: Sequence[Token]) -> bool:
    r"""The `_i` of `\hat{y_i}`, the `^{(i)}` of `\hat{y^{(i)}}`; a mean of squares is no square of a mean."""
    scripts_of = raised_tokens(tokens)
    marks = [k for k in range(len(tokens)) if k not in scripts_of]
    above = [k for k in marks if tokens[k].text == "^"]
    labels = all("".join(t.text for t in tokens[k + 1 : k + 3]) in ("{(", "{[", "{<") for k in above)
    return all(tokens[k].text in ("_", "^") for k in marks) and labels


def word_name(p: Parser) -> Tree:
    r"""`\mathrm{Zi}`, `\operatorname{softplus}`: one word, whatever it turns out to be."""
    start = p.take()
    tokens, end = script_tokens(p)
    word = "".join(t.text.strip() if t.kind == "text" else t.text for t in tokens)
    if p.names.document:
        word = "".join(c for c in word if c.isalnum())
    elif not all(t.kind in ("word", "number") or t.text == "_" for t in tokens):
        word = ""
    if not word[:1].isalpha():
        p.refuse((start.start, end), f"\\{start.text} is read around a word")
    if word in EXTREME_COMMANDS and p.is_at("_") and p.names.letter(word) is None:
        p.take()
        lower, _ = script_tokens(p)
        return over(p, EXTREME_COMMANDS[word], start, lower)
    if word == "d" and p.names.letter("d") is None:
        p.refuse((start.start, end), "a differential is read in a derivative only")
    return pieces(p, Token("word", word, start.start, end, start.gap), roman=True)


__all__ = ["accent", "font", "word_name"]
