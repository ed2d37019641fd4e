"""The words of plain maths that are no functions: Sum, Product, D, Limit, cases, where, delta."""

from __future__ import annotations

from derive.read.grammar import (
    CASE_WORDS,
    DERIVATIVE_WORDS,
    LIMIT_WORDS,
    LOGIC_WORDS,
    PYTHON_WORDS,
    RELATION,
    RELATION_WORDS,
    SUM_WORDS,
    TRUTH_WORDS,
)
from derive.read.one_sided import SIDE_WORDS
from derive.read.parse import Parser
from derive.read.tree import Tree, none_at


def read_plain_word(p: Parser) -> Tree | None:
    """The construct that begins with this word, or None when it is a letter or a function."""
    token = p.here
    letter = p.names.letter(token.text)
    if letter is not None and not (letter.axes and token.text == "D" and _holds_a_comma(p)):
        return None
    if token.text in TRUTH_WORDS:
        p.take()
        return Tree("truth", token.span, TRUTH_WORDS[token.text])
    if token.text in PYTHON_WORDS or token.text.startswith("__"):
        p.refuse(token.span, f"{token.text!r} is no mathematics")
    if p.ahead.text != "(" or p.ahead.kind != "open":
        return None
    if token.text in SUM_WORDS:
        return _big(p, SUM_WORDS[token.text])
    if token.text in DERIVATIVE_WORDS:
        return _derivative(p)
    if token.text in LIMIT_WORDS:
        return _limit(p)
    if token.text in CASE_WORDS:
        return _cases(p)
    if token.text == "where":
        return _where(p)
    if token.text in ("delta", "iverson", "KroneckerDelta") and p.names.function(token.text) is None:
        return _bracketed(p, token.text)
    if token.text in LOGIC_WORDS or token.text in RELATION_WORDS:
        return _condition(p)
    if token.text == "Rational":
        return _fraction(p)
    return None


def _holds_a_comma(p: Parser) -> bool:
    """`D(f, x)` is a derivative beside an array D too: a list is no factor."""
    depth = 0
    for token in p.tokens[p.at + 1 :]:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0:
            return False
        if depth == 1 and token.text == ",":
            return True
    return False


def _span(p: Parser, start: int) -> tuple[int, int]:
    return (start, p.tokens[p.at - 1].end)


def _big(p: Parser, kind: str) -> Tree:
    """`Sum(body, (i, 1, n))`, with `(j, 1, m)` more, and a condition as a fourth item of a range."""
    start = p.take().start
    p.take()
    body = p.parse(0)
    ranges: list[tuple[str, Tree, Tree, Tree, Tree]] = []
    while p.is_at(","):
        p.take()
        ranges.append(_range(p))
    p.expect(")")
    if not ranges and kind == "sum" and p.names.arrays:
        return Tree("named", _span(p, start), "total", (body,))
    if not ranges:
        p.refuse(_span(p, start), "a sum needs its index and range: Sum(e, (i, 1, n))")
    for name, letter, lo, hi, condition in ranges:
        body = Tree("big", _span(p, start), kind, (body, lo, hi, condition, letter), label=name)
    return body


def _range(p: Parser) -> tuple[str, Tree, Tree, Tree, Tree]:
    opened = p.expect("(")
    index = p.take()
    if index.kind != "word" or not index.text.isalpha():
        p.refuse(index.span, "an index is a letter")
    letter = Tree("letter", index.span, index.text)
    if p.is_at(")"):
        close = p.take()
        return index.text, letter, none_at(close.start), none_at(close.start), none_at(close.start)
    p.expect(",")
    lo = p.parse(0)
    p.expect(",")
    hi = p.parse(0)
    condition = none_at(opened.end)
    if p.is_at(","):
        p.take()
        condition = p.parse(0)
    p.expect(")")
    return index.text, letter, lo, hi, condition


def _derivative(p: Parser) -> Tree:
    """`D(f, x)`, `D(f, x, 2)`, `D(f, x, y)` = ∂/∂y ∂f/∂x."""
    start = p.take().start
    parts = p.arguments()
    span = _span(p, start)
    if len(parts) < 2:
        p.refuse(span, "a derivative needs its letter: D(f, x)")
    tree, letters = parts[0], list(parts[1:])
    order: list[Tree] = []
    for part in letters:
        if part.kind == "number" and order:
            times = int(part.text) if part.text.isdigit() else 0
            if not 1 <= times <= 20:
                p.refuse(part.span, "the order of a derivative is a small whole number")
            order += [order[-1]] * (times - 1)
        else:
            order.append(part)
    return Tree("deriv", span, parts=(tree, *reversed(order)))


def _limit(p: Parser) -> Tree:
    start = p.take().start
    parts = p.arguments()
    side = SIDE_WORDS.get(parts[3].text, "") if len(parts) == 4 and parts[3].kind == "letter" else ""
    if len(parts) != 3 and not side:
        p.refuse(_span(p, start), "a limit is written Limit(e, x, a), or Limit(e, x, a, right)")
    return Tree("limit", _span(p, start), parts=parts[:3], label=side)


def _cases(p: Parser) -> Tree:
    """`Piecewise((value, condition), …)`; a last pair may have the condition True."""
    start = p.take().start
    p.expect("(")
    parts: list[Tree] = []
    while True:
        p.expect("(")
        parts.append(p.parse(RELATION))
        p.expect(",")
        parts.append(p.parse(0))
        p.expect(")")
        if not p.is_at(","):
            break
        p.take()
    p.expect(")")
    return Tree("cases", _span(p, start), parts=tuple(parts))


def _where(p: Parser) -> Tree:
    """`where(condition, a, b)` is a where the condition holds and b elsewhere."""
    start = p.take().start
    parts = p.arguments()
    if len(parts) != 3:
        p.refuse(_span(p, start), "write where(condition, a, b)")
    condition, yes, no = parts
    return Tree("cases", _span(p, start), parts=(yes, condition, no, Tree("truth", no.span, "True")))


def _condition(p: Parser) -> Tree:
    """`And(x > 0, x < 1)`, `Eq(a, b)`: conditions the way SymPy prints them."""
    word = p.take().text
    start = p.tokens[p.at - 1].start
    parts = p.arguments()
    span = _span(p, start)
    wanted = {"Not": 1}.get(word, 2)
    if len(parts) < wanted or (len(parts) > wanted and word not in ("And", "Or")):
        p.refuse(span, f"{word} takes {wanted} argument{'s' if wanted > 1 else ''}")
    if word in RELATION_WORDS:
        return Tree("rel", span, RELATION_WORDS[word], parts)
    if word == "Not":
        return Tree("not", span, parts=parts)
    tree = parts[0]
    for each in parts[1:]:
        tree = Tree(LOGIC_WORDS[word], span, parts=(tree, each))
    return tree


def _fraction(p: Parser) -> Tree:
    """`Rational(1, 3)` is 1/3."""
    start = p.take().start
    parts = p.arguments()
    if len(parts) != 2:
        p.refuse(_span(p, start), "Rational takes 2 arguments")
    return Tree("group", _span(p, start), "(", (Tree("div", _span(p, start), parts=parts),))


def _bracketed(p: Parser, word: str) -> Tree:
    start = p.take().start
    parts = p.arguments()
    word = "iverson" if word == "iverson" else "delta"
    wanted = 1 if word == "iverson" else 2
    if len(parts) != wanted:
        p.refuse(_span(p, start), f"{word} takes {wanted} argument{'s' if wanted > 1 else ''}")
    return Tree(word, _span(p, start), parts=parts)
