r"""Derivatives as written: \frac{\partial L}{\partial z_k}, \frac{d}{dz}(…), \partial L / \partial z."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.read.grammar import FRACTIONS, PRODUCT
from derive.read.parse import Parser
from derive.read.scripts import script_tokens, scripts, split_commas
from derive.read.tokens import Token
from derive.read.tree import Tree, walk_tree

NESTED_BELOW = "a derivative stands below another one's sign: one differentiates by a letter"


def derivative_fraction(
    p: Parser, start: Token, over: list[Token], under: list[Token], end: int
) -> Tree | None:
    """The fraction as a derivative, or None when it is a quotient."""
    over, under = (_split_differentials(unbraced(side)) for side in (over, under))
    sign = differential(p, over)
    if sign is None or differential(p, under) is None:
        return None
    if p.names.letter("d") is not None and over[0].text == "d" and p.names.context.role("d") != "size":
        p.refuse((start.start, end), "this may be a derivative or a quotient by the letter d")
    order, rest = _order(p, over[1:])
    letters = _letters(p, under, end)
    if len(letters) != order:
        p.refuse((start.start, end), f"a derivative of order {order} by {len(letters)} letters")
    if rest:
        body = p.sub(rest, rest[-1].end).whole()
        return scripts(p, Tree("deriv", (start.start, end), parts=(body, *letters)))
    body = operand(p, start)
    return Tree("deriv", (start.start, body.span[1]), parts=(body, *letters))


def unbraced(tokens: list[Token]) -> list[Token]:
    """{{d z}} is {d z}."""
    while len(tokens) > 2 and tokens[0].text == "{" and tokens[-1].text == "}":
        depth = 0
        for token in tokens[:-1]:
            depth += (token.text == "{") - (token.text == "}")
            if depth == 0:
                return tokens
        tokens = tokens[1:-1]
    return tokens


def _split_differentials(tokens: list[Token]) -> list[Token]:
    """`dz` is one word; as a differential it is d and z.  `\\mathrm{d}` becomes d."""
    if (
        len(tokens) >= 4
        and tokens[0].kind == "command"
        and tokens[0].text == "mathrm"
        and tokens[2].text == "d"
    ):
        tokens = [Token("command", "partial", tokens[0].start, tokens[3].end), *tokens[4:]]
    if tokens and tokens[0].kind == "word" and tokens[0].text[0] == "d" and len(tokens[0].text) > 1:
        first = tokens[0]
        rest = Token("word", first.text[1:], first.start + 1, first.end, 0)
        return [Token("word", "d", first.start, first.start + 1, first.gap), rest, *tokens[1:]]
    return tokens


def differential(p: Parser, tokens: Sequence[Token]) -> str | None:
    if not tokens:
        return None
    if tokens[0].kind == "command" and tokens[0].text == "partial":
        return "partial"
    return "d" if tokens[0].kind == "word" and tokens[0].text == "d" else None


def _order(p: Parser, tokens: list[Token]) -> tuple[int, list[Token]]:
    """The order after d or ∂: `^2`, `^{2}`, or nothing."""
    if not tokens or tokens[0].text != "^":
        return 1, tokens
    number = tokens[1:2] if tokens[1].kind == "number" else tokens[2:3]
    skip = 2 if tokens[1].kind == "number" else 4
    if not number or not number[0].text.isdigit() or not 1 <= int(number[0].text) <= 20:
        p.refuse(tokens[0].span, "the order of a derivative is a small whole number")
    return int(number[0].text), tokens[skip:]


def _letters(p: Parser, under: list[Token], end: int) -> list[Tree]:
    r"""The letters under a derivative: `\partial x \partial y`, `dx^2`."""
    found: list[Tree] = []
    groups: list[list[Token]] = []
    depth = 0
    for token in under:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        starts = token.kind == "command" and token.text == "partial"
        starts = starts or (token.kind == "word" and token.text == "d" and not groups)
        if starts and depth == 0:
            groups.append([])
        elif groups:
            groups[-1].append(token)
    for group in groups:
        found += _letter(p, group, end)
    return found


def _letter(p: Parser, group: list[Token], end: int) -> list[Tree]:
    if not group:
        p.refuse((end, end), "the letter of the derivative is missing")
    tree = p.sub(group, group[-1].end).whole()
    times = 1
    if tree.kind == "pow" and tree.parts[1].kind == "number" and tree.parts[1].text.isdigit():
        times, tree = int(tree.parts[1].text), tree.parts[0]
        if times > 20:
            p.refuse(tree.span, "the order of a derivative is a small whole number")
    if tree.kind == "group":
        tree = tree.parts[0]
    if tree.kind == "mul" and any(t.kind == "deriv" for t in walk_tree(tree)):
        p.refuse(tree.span, NESTED_BELOW, "does the brace close too late?")
    if tree.kind != "letter":
        p.refuse(tree.span, "a derivative is by a letter or an entry")
    return [tree] * times


def operand(p: Parser, start: Token) -> Tree:
    r"""What `\frac{d}{dx}` acts on: the parenthesis that follows, or else the product up to + or −."""
    if not p.factor_follows():
        p.refuse((start.start, p.here.end), "what is differentiated is missing")
    bracketed = p.here.kind == "open"
    body = p.parse(PRODUCT)
    if bracketed:
        if p.is_at("|", "||") or (p.begins_operand() and p.here.kind == "open"):
            p.refuse((start.start, p.here.end), "it is not clear where the differentiated expression ends")
        return body
    while p.factor_follows() or (p.names.document and p.is_at("cdot", "times")):
        sign = "" if p.factor_follows() else p.take().text
        if _begins_derivative(p):
            p.refuse((start.start, p.here.end), "it is not clear where the differentiated expression ends")
        right = p.parse(PRODUCT)
        body = Tree("mul", (body.span[0], right.span[1]), sign, (body, right))
    if p.is_at("*", "/", "cdot", "times", "@"):
        p.refuse(
            (start.start, p.here.end),
            "it is not clear whether the derivative is of the first factor or of the product",
            "put what is differentiated in parentheses",
        )
    return body


def _begins_derivative(p: Parser) -> bool:
    r"""Whether a `\frac{\partial}{\partial x}` with nothing above but its sign stands here."""
    if p.here.kind != "command" or p.here.text not in FRACTIONS:
        return False
    over = p.tokens[p.at + 1 : p.at + 4]
    texts = [t.text for t in over]
    return texts in (["{", "partial", "}"], ["{", "d", "}"])


def inline_derivative(p: Parser) -> Tree:
    r"""`\partial L / \partial z_k`."""
    start = p.take()
    if p.is_at("_") and p.names.document:
        return _by_subscript(p, start)
    order = 1
    if p.is_at("^"):
        p.take()
        tokens, _ = script_tokens(p)
        if len(tokens) != 1 or not tokens[0].text.isdigit() or not 1 <= int(tokens[0].text) <= 20:
            p.refuse(start.span, "the order of a derivative is a small whole number")
        order = int(tokens[0].text)
    body = p.parse(PRODUCT)
    p.expect("/")
    letters: list[Tree] = []
    while p.here.kind == "command" and p.here.text == "partial":
        p.take()
        tree = p.parse(PRODUCT)
        letters += _letter_of(p, tree)
    if len(letters) != order:
        p.refuse((start.start, p.tokens[p.at - 1].end), "this derivative is not understood")
    return Tree("deriv", (start.start, letters[-1].span[1]), parts=(replace(body), *letters))


def _by_subscript(p: Parser, start: Token) -> Tree:
    r"""`\partial_x f` and `\partial_{o_j} l(y)`: of the one factor that follows."""
    p.take()
    tokens, end = script_tokens(p)
    letters = [found for part in split_commas(tokens) for found in _letter(p, part, end)]
    if not p.factor_follows():
        p.refuse((start.start, end), "what is differentiated is missing")
    body = p.parse(PRODUCT)
    return Tree("deriv", (start.start, body.span[1]), parts=(body, *letters))


def _letter_of(p: Parser, tree: Tree) -> list[Tree]:
    times = 1
    if tree.kind == "pow" and tree.parts[1].text.isdigit():
        times, tree = min(int(tree.parts[1].text), 21), tree.parts[0]
    if tree.kind != "letter" or times > 20:
        p.refuse(tree.span, "a derivative is by a letter or an entry")
    return [tree] * times
