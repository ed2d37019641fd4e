"""LaTeX commands that begin an operand: fractions, roots, sums, limits, gradients, integrals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derive.read.derivatives import derivative_fraction, inline_derivative
from derive.read.fonts import accent, font, word_name
from derive.read.grammar import (
    ACCENTS,
    BIG_COMMANDS,
    EXTREME_COMMANDS,
    FONTS,
    FRACTIONS,
    NAME_COMMANDS,
    PRODUCT,
    SUM,
)
from derive.read.one_sided import from_one_side
from derive.read.parse import Parser
from derive.read.scripts import script_tokens, scripts
from derive.read.sums import big_operator, extreme, over
from derive.read.tokens import Token
from derive.read.tree import Tree, none_at, walk_tree
from derive.read.words import named


def command(p: Parser) -> Tree:
    token = p.here
    name = token.text.rstrip("*")
    found = COMMANDS.get(name)
    if found is not None:
        return found(p)
    if name in EXTREME_COMMANDS and p.ahead.text == "_":
        return extreme(p, EXTREME_COMMANDS[name])
    if name == "arg" and p.ahead.kind == "command" and p.ahead.text in ("max", "min"):
        p.take()
        return extreme(p, f"arg{p.here.text}")
    function = p.names.function(name)
    if function is not None:
        p.take()
        return named(p, name, token.span)
    if name in ("det", "Pr", "tr") and p.names.arrays:
        p.tokens[p.at] = Token("word", name, token.start, token.end, token.gap)
        return p.source.prefixes["word"](p)
    p.refuse(token.span, f"the command \\{token.text} is not read")


def _fraction(p: Parser) -> Tree:
    start = p.take()
    over, over_end = _numerator(p)
    under, under_end = script_tokens(p)
    if p.names.letter("delta") is None and _is_variation(over) and _is_variation(under):
        message = "this may be a derivative or a quotient"
        p.refuse((start.start, under_end), message, "write \\partial for a derivative")
    derivative = derivative_fraction(p, start, over, under, under_end)
    if derivative is not None:
        return derivative
    parts = (p.sub(over, over_end).whole(), p.sub(under, under_end).whole())
    return scripts(p, Tree("div", (start.start, under_end), "frac", parts))


def _is_variation(side: list[Token]) -> bool:
    r"""`\delta L`: a delta before a letter."""
    return len(side) > 1 and side[0].text == "delta" and side[1].kind in ("word", "symbol")


def _numerator(p: Parser) -> tuple[list[Token], int]:
    r"""`\\frac12` takes one digit above and one below."""
    token = p.here
    if token.kind == "number" and len(token.text) == 2 and token.text.isdigit():
        middle = token.start + 1
        p.tokens[p.at : p.at + 1] = [
            Token("number", token.text[0], token.start, middle, token.gap),
            Token("number", token.text[1], middle, token.end),
        ]
    return script_tokens(p)


def _binomial(p: Parser) -> Tree:
    start = p.take()
    over, over_end = script_tokens(p)
    under, under_end = script_tokens(p)
    function = p.names.function("binom")
    if function is None:
        p.refuse(start.span, f"the command \\{start.text} is not read")
    parts = (p.sub(over, over_end).whole(), p.sub(under, under_end).whole())
    return scripts(p, Tree("apply", (start.start, under_end), function.name, parts))


def _root(p: Parser) -> Tree:
    start = p.take()
    degree = ""
    letter: Tree | None = None
    if p.is_at("["):
        p.take()
        degree = p.here.text if p.ahead.text == "]" else ""
        letter = p.parse(0)
        p.expect("]")
        if letter.kind == "number" and not (degree.isdigit() and 2 <= int(degree) <= 1000):
            p.refuse(start.span, "the degree of a root is a whole number")
    tokens, end = script_tokens(p)
    inner = p.sub(tokens, end).whole()
    if letter is not None and letter.kind != "number":
        one = Tree("div", letter.span, parts=(Tree("number", letter.span, "1"), letter))
        return scripts(
            p, Tree("group", (start.start, end), "{", (Tree("pow", (start.start, end), parts=(inner, one)),))
        )
    return scripts(
        p, Tree("apply", (start.start, end), "sqrt", (inner,), label=f"root{degree}" if degree else "")
    )


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
    target, side = from_one_side(tokens[arrow], tokens[arrow + 1 :])
    to = p.sub(target, end).whole()
    body = p.parse(SUM)
    return Tree("limit", (start.start, body.span[1]), parts=(body, letter, to), label=side)


def _boxed(p: Parser) -> Tree:
    start = p.take()
    tokens, end = script_tokens(p)
    return scripts(p, Tree("group", (start.start, end), "{", (p.sub(tokens, end).whole(),)))


def _under(p: Parser) -> Tree:
    r"""`\underbrace{X}_{words}` and `\underset{words}{X}` are X; the words are set aside."""
    start = p.take()
    beside: list[Token] = []
    if start.text in ("underset", "overset", "stackrel"):
        beside, _ = script_tokens(p)
    tokens, end = script_tokens(p)
    kind = EXTREME_COMMANDS.get("".join(t.text for t in tokens if t.text not in ("{", "}", "operatorname")))
    if start.text == "underset" and kind is not None:
        return over(p, kind, start, beside)
    if any(t.kind != "text" for t in beside):
        p.refuse((start.start, end), "what stands above or below a sign is read only when it is words")
    inner = p.sub(tokens, end).whole()
    if start.text in ("underbrace", "overbrace") and p.is_at("_", "^"):
        p.take()
        if p.here.kind == "text":
            p.take()
        else:
            script_tokens(p)
    span = (start.start, p.tokens[p.at - 1].end)
    shown = inner.kind in ("add", "neg", "plus")
    return scripts(p, Tree("group", span, "{", (inner,)) if shown else replace(inner, span=span))


def _nabla(p: Parser) -> Tree:
    r"""`\nabla_x f`, `\nabla f(x)`, `\nabla^2 f`: of the one factor that follows."""
    start = p.take()
    if not p.names.arrays:
        p.refuse(start.span, "a gradient \\nabla is not read here; write the partial derivative")
    letters: list[Tree] = []
    order = ""
    while p.is_at("_", "^"):
        mark = p.take()
        tokens, end = script_tokens(p)
        if mark.text == "_":
            letters.append(p.sub(tokens, end).whole())
        else:
            order = "".join(t.text for t in tokens)
    if order not in ("", "2") or not p.factor_follows():
        p.refuse(start.span, "of what this gradient is taken is not clear")
    body = _of_gradient(p, letters)
    return Tree("nabla", (start.start, body.span[1]), parts=(body, *letters), label=order)


def _of_gradient(p: Parser, letters: list[Tree]) -> Tree:
    r"""The factor behind a gradient; of the product in `\nabla_x x^T A x` (x^T alone is no number) and in
    `\nabla_x \frac1n f` (1/n alone has no gradient by x)."""
    body = p.parse(PRODUCT)
    while (_begins_with_row(body) or _is_coefficient(body, letters)) and p.factor_follows():
        right = p.parse(PRODUCT)
        body = Tree("mul", (body.span[0], right.span[1]), parts=(body, right))
    return body


def _is_coefficient(body: Tree, letters: list[Tree]) -> bool:
    """A number, or a quotient without the letters of the gradient."""
    if body.kind == "mul":
        return all(_is_coefficient(part, letters) for part in body.parts)
    inside = [x.text for x in walk_tree(body) if x.kind not in ("number", "div", "group", "none")]
    named = {letter.text for letter in letters}
    return body.kind in ("number", "div") and (not inside if not named else not named & {*inside})


def _begins_with_row(body: Tree) -> bool:
    while body.kind == "mul":
        body = body.parts[0]
    return body.kind == "transpose"


def _integral(p: Parser) -> Tree:
    r"""`\int_a^b f(x)\,dx`, up to its differential."""
    start = p.take()
    lo = hi = none_at(start.end)
    while p.is_at("_", "^"):
        mark = p.take()
        tokens, end = script_tokens(p)
        limit = p.sub(tokens, end).whole()
        lo, hi = (limit, hi) if mark.text == "_" else (lo, limit)
    at = _differential(p)
    if at is None:
        p.refuse(start.span, "an integral needs its differential: \\int f(x) \\, dx")
    inside = p.tokens[p.at : at]
    first = p.tokens[at]
    if first.text == "d":
        letter, p.at = Tree("letter", p.tokens[at + 1].span, p.tokens[at + 1].text), at + 2
    else:
        letter, p.at = Tree("letter", first.span, first.text[1:]), at + 1
    body = p.sub(inside, first.start).whole() if inside else Tree("number", first.span, "1")
    return Tree("integral", (start.start, letter.span[1]), parts=(body, letter, lo, hi))


def _differential(p: Parser) -> int | None:
    """Where `dx` or `d x` stands, outside every bracket."""
    depth = 0
    for at in range(p.at, len(p.tokens) - 1):
        token = p.tokens[at]
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth < 0:
            return None
        if depth == 0 and token.kind == "word" and token.text[0] == "d":
            following = p.tokens[at + 1]
            if len(token.text) == 2 or (token.text == "d" and following.kind in ("word", "symbol")):
                return at
    return None


COMMANDS: dict[str, Callable[[Parser], Tree]] = {
    **dict.fromkeys(sorted(FRACTIONS), _fraction),
    **dict.fromkeys(BIG_COMMANDS, _big),
    **dict.fromkeys(FONTS, font),
    **dict.fromkeys(ACCENTS, accent),
    **dict.fromkeys(sorted(NAME_COMMANDS), word_name),
    "sqrt": _root,
    "binom": _binomial,
    "dbinom": _binomial,
    "tbinom": _binomial,
    "lim": _limit,
    "boxed": _boxed,
    "underbrace": _under,
    "overbrace": _under,
    "underset": _under,
    "overset": _under,
    "stackrel": _under,
    "nabla": _nabla,
    "int": _integral,
    "partial": inline_derivative,
}
