r"""Sums and products with every style of limits."""

from __future__ import annotations

from dataclasses import dataclass

from derive.read.counted import counted
from derive.read.grammar import FONTS, INDEX_LETTERS, RELATIONS, SUM
from derive.read.implied_sums import without_index
from derive.read.parse import Parser
from derive.read.scripts import script_tokens, split_commas
from derive.read.tokens import Token
from derive.read.tree import Tree, none_at, walk_tree


@dataclass(frozen=True)
class _Range:
    letter: Tree
    lo: Tree
    hi: Tree
    condition: Tree


def big_operator(p: Parser, kind: str) -> Tree:
    r"""`\sum_{i=1}^n`, `\sum_i`, `\sum_{i \ne k}`, `\sum_{i,j}`, `\sum_{i,j=1}^n`, `\sum_{1 \le i \le n}`."""
    start = p.take()
    lower: list[Token] = []
    upper: list[Token] = []
    for _ in range(2):
        if p.is_at("_") and not lower:
            p.take()
            lower, _end = script_tokens(p)
        elif p.is_at("^") and not upper:
            p.take()
            upper, _end = script_tokens(p)
    if not lower and not upper and p.names.document:
        return without_index(kind, start.start, _body(p))
    if not lower:
        p.refuse(start.span, "this sum has no index; write it below the sign")
    lower = _unstacked(lower)
    ranges = _each_from(p, lower, upper)
    if not ranges:
        end = p.sub(upper, upper[-1].end).whole() if upper else none_at(start.end)
        ranges = _ranges(p, lower, end, start)
    body = _body(p)
    for each in reversed(ranges):
        parts = (body, each.lo, each.hi, each.condition, each.letter)
        body = Tree("big", (start.start, body.span[1]), kind, parts, label=each.letter.text)
    return body


def _body(p: Parser) -> Tree:
    body = p.parse(SUM)
    if body.kind == "neg" and p.factor_follows():
        p.refuse(body.span, "it is not clear where the body of the sum ends")
    return body


def _each_from(p: Parser, lower: list[Token], upper: list[Token]) -> list[_Range]:
    r"""`\sum_{i,j=1}^n`, `\sum_{i=1,j=2}^n`, `\sum_{i=1,j=i}^{m,n}`: one upper limit, or one each."""
    parts, ends = split_commas(lower), split_commas(upper)
    named = [len(x) == 1 or (len(x) > 2 and x[1].text == "=") for x in parts]
    if len(parts) < 2 or not upper or not all(named) or len(parts[-1]) == 1:
        return []
    if not all(_is_index_letter(p, x[0]) for x in parts):
        return []
    if len({x[0].text for x in parts}) < len(parts):
        p.refuse((lower[0].start, lower[-1].end), "an index twice in one sum")
    if len(ends) not in (1, len(parts)):
        p.refuse((upper[0].start, upper[-1].end), f"{len(parts)} indices with {len(ends)} upper limits")
    none, found = none_at(lower[0].start), list[_Range]()
    for k, part in reversed(list(enumerate(parts))):
        lo = found[0].lo if len(part) == 1 else p.sub(part[2:], part[-1].end).whole()
        end = ends[k] if len(ends) > 1 else upper
        found.insert(0, _Range(_index(p, part[:1]), lo, p.sub(end, end[-1].end).whole(), none))
    return found


def extreme(p: Parser, kind: str) -> Tree:
    r"""`\max_j f_j`, `\arg\min_\theta L`: over an index, or over a real letter."""
    start = p.take()
    p.expect("_")
    lower, _ = script_tokens(p)
    return over(p, kind, start, lower)


def over(p: Parser, kind: str, start: Token, lower: list[Token]) -> Tree:
    """The extreme over what stands in `lower`, of what follows."""
    if not p.names.document:
        p.refuse(start.span, f"{start.text} over a letter is not read here")
    head = lower[:1] if len(lower) > 1 and lower[1].text == "in" else lower
    is_index = len(head) == 1 and (head[0].text in INDEX_LETTERS or p.names.is_index(head[0].text))
    if is_index or any(t.text in RELATIONS for t in lower[1:2]):
        (found,) = _ranges(p, lower, none_at(start.end), start)
        body = p.parse(SUM)
        parts = (body, found.lo, found.hi, found.condition, found.letter)
        return Tree("big", (start.start, body.span[1]), kind, parts, label=found.letter.text)
    letters = tuple(p.sub(part, lower[-1].end).whole() for part in split_commas(lower))
    body = p.parse(SUM)
    return Tree("over", (start.start, body.span[1]), kind, (body, *letters))


def _unstacked(lower: list[Token]) -> list[Token]:
    r"""`\substack{-m \le j \le m \\ j \ne 0}`: the rows as a list of conditions."""
    if not lower or lower[0].kind != "command" or lower[0].text != "substack":
        return lower
    return [Token("op", ",", t.start, t.end, t.gap) if t.kind == "row" else t for t in lower[2:-1]]


def _ranges(p: Parser, lower: list[Token], upper: Tree, start: Token) -> list[_Range]:
    if p.names.document and lower[0].kind == "command" and FONTS.get(lower[0].text) == "bold":
        lower = [t for t in lower[1:] if t.text not in ("{", "}")]
    ends = counted(p, lower) if upper.kind == "none" else None
    if ends is not None:
        return [_Range(_index(p, lower[:1]), *ends, none_at(start.end))]
    parts = split_commas(lower)
    colon = next((k for k, t in enumerate(lower) if t.text in (":", "|") and t.kind == "op"), None)
    if colon:
        letter = _index(p, lower[:colon])
        return [_Range(letter, none_at(start.end), upper, p.sub(lower[colon + 1 :], lower[-1].end).whole())]
    if len(parts) > 1 and all(len(x) == 1 for x in parts):
        if upper.kind != "none":
            p.refuse((start.start, lower[-1].end), "two indices with one upper limit")
        none = none_at(start.end)
        return [_Range(_index(p, x), none, none, none) for x in parts]
    several = _several(p, parts) if len(parts) > 1 and upper.kind == "none" else []
    if several:
        return several
    if len(parts) == 2 and any(t.text in RELATIONS for t in parts[1]):
        first = _one_range(p, parts[0], upper, start)
        return [_Range(first.letter, first.lo, first.hi, p.sub(parts[1], lower[-1].end).whole())]
    pair = _pair(p, lower, upper, start)
    if pair:
        return pair
    if len(parts) > 1:
        p.refuse((start.start, lower[-1].end), "these limits are not read")
    return [_one_range(p, lower, upper, start)]


def _several(p: Parser, parts: list[list[Token]]) -> list[_Range]:
    r"""`\sum_{1 \le j \le i, 1 \le i \le n}`: a range for each index, inside those that its ends need."""
    found: list[_Range] = []
    for part in parts:
        if not any(t.text in RELATIONS for t in part):
            return []
        tree = p.sub(part, part[-1].end).whole()
        if tree.kind != "and" or [x.text for x in tree.parts] != ["le", "le"]:
            return []
        low, high = tree.parts
        letter = low.parts[1]
        known = p.names.letter(letter.text) if letter.kind == "letter" else None
        if letter.kind != "letter" or letter.parts or letter.label or known is not None:
            return []
        found.append(_Range(letter, low.parts[0], high.parts[1], none_at(tree.span[0])))
    ordered: list[_Range] = []
    while found:
        names = {x.letter.text for x in found}
        free = [x for x in found if not names & {t.text for t in walk_tree(x.lo, x.hi)}]
        if not free or len(names) < len(found):
            return []
        ordered += free
        found = [x for x in found if x not in free]
    return ordered


def _pair(p: Parser, lower: list[Token], upper: Tree, start: Token) -> list[_Range]:
    r"""`\\sum_{i < j}` and `\\sum_{1 \\le i < j \\le n}`: two indices, one condition between them."""
    none = none_at(start.end)
    texts = [t.text for t in lower]
    between = next((k for k, t in enumerate(texts) if t in ("<", ">")), 0)
    if not 0 < between < len(lower) - 1 or upper.kind != "none":
        return []
    lo = hi = none
    first, second = lower[:between], lower[between + 1 :]
    if "<=" in texts[:between] and "<=" in texts[between:] and texts[between] == "<":
        cut, end = texts.index("<="), texts[between:].index("<=") + between
        lo, hi = p.sub(lower[:cut], lower[cut].start).whole(), p.sub(lower[end + 1 :], lower[-1].end).whole()
        first, second = lower[cut + 1 : between], lower[between + 1 : end]
    if len(first) != 1 or len(second) != 1 or not all(_is_index_letter(p, t) for t in (*first, *second)):
        return []
    condition = p.sub([*first, lower[between], *second], second[-1].end).whole()
    return [_Range(_index(p, first), lo, hi, none), _Range(_index(p, second), lo, hi, condition)]


def _is_index_letter(p: Parser, token: Token) -> bool:
    """In a document any lower-case letter beside another one; else one that is no declared number."""
    declared = p.names.letter(token.text)
    free = declared is None or declared.role == "index"
    return token.kind == "word" and len(token.text) == 1 and token.text.islower() and free


def _one_range(p: Parser, lower: list[Token], upper: Tree, start: Token) -> _Range:
    none = none_at(start.end)
    if len(lower) == 1:
        lo = none if upper.kind == "none" else Tree("number", lower[0].span, "1")
        return _Range(_index(p, lower), lo, upper, none)
    tree = p.sub(lower, lower[-1].end).whole()
    if tree.kind == "rel" and tree.text == "in" and p.names.document and upper.kind == "none":
        letter = _plain_letter(p, tree.parts[0])
        size = Tree("set", tree.span, "size", (tree.parts[1],))
        return _Range(letter, Tree("number", lower[0].span, "1"), size, tree)
    if tree.kind == "rel" and tree.text == "eq" and tree.parts[0].kind == "letter":
        if upper.kind == "none":
            p.refuse(tree.span, "the upper limit of this sum is missing")
        return _Range(_plain_letter(p, tree.parts[0]), tree.parts[1], upper, none)
    if tree.kind == "rel" and tree.text == "ne" and tree.parts[0].kind == "letter":
        lo = none if upper.kind == "none" else Tree("number", tree.parts[0].span, "1")
        return _Range(_plain_letter(p, tree.parts[0]), lo, upper, tree)
    if tree.kind == "and" and [x.text for x in tree.parts] == ["le", "le"] and upper.kind == "none":
        low, high = tree.parts
        return _Range(_plain_letter(p, low.parts[1]), low.parts[0], high.parts[1], none)
    p.refuse(tree.span, "these limits are not read")


def _index(p: Parser, tokens: list[Token]) -> Tree:
    if (
        len(tokens) != 1
        or tokens[0].kind not in ("word", "symbol")
        or (len(tokens[0].text) > 1 and tokens[0].kind == "word")
    ):
        p.refuse((tokens[0].start, tokens[-1].end), "an index is a single letter")
    return Tree("letter", tokens[0].span, tokens[0].text)


def _plain_letter(p: Parser, tree: Tree) -> Tree:
    if tree.kind != "letter" or tree.parts or tree.label:
        p.refuse(tree.span, "an index is a single letter")
    return tree
