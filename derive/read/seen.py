"""What a formula's tokens show before they are parsed: applied letters, single letters, fonts."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from derive.read.grammar import ACCENTS, FONTS
from derive.read.tokens import Token


@dataclass(frozen=True)
class Seen:
    """called   letters that stand before a bracket with a comma, or with one letter in it
    counts   how often each single letter stands in the formula, superscripts apart
    mixed    letters, with their font, that stand in this font and bare without it
    lowered  capitals that are written with an index beside them, never alone: the P of Pi, Pk
    turned   words that stand beside another order of their letters: ABC and CAB are products
    """

    called: frozenset[str] = frozenset()
    counts: dict[str, int] = field(default_factory=dict)
    mixed: frozenset[tuple[str, str]] = frozenset()
    lowered: frozenset[str] = frozenset()
    turned: frozenset[str] = frozenset()


def seen_in(tokens: Sequence[Token]) -> Seen:
    plain: dict[str, int] = {}
    bare: set[str] = set()
    styled: set[tuple[str, str]] = set()
    skip = raised_tokens(tokens)
    for k, token in enumerate(tokens):
        style = _style_before(tokens, k)
        if token.kind not in ("word", "symbol") or (len(token.text) > 1 and token.kind == "word"):
            continue
        if style:
            styled.add((token.text, style))
        elif k not in skip and not _is_differential(tokens, k) and not _is_numbered(tokens, k):
            plain[token.text] = plain.get(token.text, 0) + 1
            if not _has_index(tokens, k):
                bare.add(token.text)
    mixed = frozenset((name, style) for name, style in styled if name in bare)
    turned = frozenset(_turned(tokens))
    lowered = {w[0] for w in _words(tokens) if len(w) == 2 and w[0].isupper() and w[1] in "ijk"}
    lowered = {c for c in lowered if c not in plain}
    return Seen(frozenset(_called(tokens, skip)), plain, mixed, frozenset(lowered), turned)


def _turned(tokens: Sequence[Token]) -> Iterator[str]:
    orders: dict[str, set[str]] = {}
    for token in tokens:
        if token.kind == "word" and len(token.text) > 1:
            orders.setdefault("".join(sorted(token.text)), set()).add(token.text)
    for words in orders.values():
        if len(words) > 1:
            yield from words


def bare_letters(tokens: Sequence[Token]) -> Iterator[str]:
    """Letters that stand without a script, outside the scripts of others."""
    skip = raised_tokens(tokens)
    following = [*(t.text for t in tokens[1:]), ""]
    for k, token in enumerate(tokens):
        if (
            token.kind in ("word", "symbol")
            and k not in skip
            and following[k] not in ("^", "_", "'", "(", "[")
        ):
            yield token.text


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    return (t.text.strip() for t in tokens if t.kind in ("word", "text"))


def _is_differential(tokens: Sequence[Token], k: int) -> bool:
    r"""The d of `d\Gamma` and `d\tilde c`."""
    after = tokens[k + 1] if k + 1 < len(tokens) else None
    accented = after is not None and after.kind == "command" and after.text in ACCENTS
    return tokens[k].text == "d" and after is not None and (after.kind == "symbol" or accented)


def _has_index(tokens: Sequence[Token], k: int) -> bool:
    """Whether a subscript, or a superscript in brackets, stands on the letter."""
    texts = [t.text for t in tokens[k + 1 : k + 4]]
    return texts[:1] == ["_"] or (texts[:2] == ["^", "{"] and texts[2:] in (["["], ["("], ["<"]))


def _is_numbered(tokens: Sequence[Token], k: int) -> bool:
    """The P of P1, with the number glued to it."""
    after = tokens[k + 1] if k + 1 < len(tokens) else None
    return tokens[k].text.isupper() and after is not None and after.kind == "number" and after.gap == 0


def raised_tokens(tokens: Sequence[Token]) -> set[int]:
    """The places of tokens that stand in a superscript or subscript."""
    found: set[int] = set()
    for k, token in enumerate(tokens):
        if token.text not in ("^", "_") or token.kind != "op" or k + 1 >= len(tokens):
            continue
        depth = 0
        for at in range(k + 1, len(tokens)):
            depth += (tokens[at].text == "{") - (tokens[at].text == "}")
            found.add(at)
            if depth <= 0:
                break
    return found


def _style_before(tokens: Sequence[Token], k: int) -> str:
    r"""The font of `\mathbf{x}` or `\mathbf x` at x."""
    if k and tokens[k - 1].kind == "command":
        return FONTS.get(tokens[k - 1].text, "")
    if k > 1 and tokens[k - 1].text == "{" and tokens[k - 2].kind == "command":
        return FONTS.get(tokens[k - 2].text, "")
    return ""


def _called(tokens: Sequence[Token], skip: Container[int]) -> Iterator[str]:
    for k, token in enumerate(tokens[:-1]):
        if token.kind not in ("word", "symbol") or k in skip:
            continue
        after = k + 1
        while after < len(tokens) and (after in skip or tokens[after].text in ("_", "^")):
            after += 1
        if after >= len(tokens) or tokens[after].text != "(":
            continue
        inside = _inside(tokens, after)
        if has_comma(inside) or _is_one_letter(inside):
            yield token.text


def has_comma(tokens: Sequence[Token]) -> bool:
    """A comma of the bracket itself, not of a subscript within it."""
    depth = 0
    for token in tokens:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0 and token.text == ",":
            return True
    return False


def _is_one_letter(inside: Sequence[Token]) -> bool:
    r"""`x`, `\text{input}_{i}`: a letter or a word, perhaps with a subscript."""
    if not inside or inside[0].kind not in ("word", "symbol", "text"):
        return False
    return len(inside) == 1 or (inside[1].text == "_" and len(raised_tokens(inside)) == len(inside) - 2)


def _inside(tokens: Sequence[Token], opening: int) -> list[Token]:
    depth, found = 0, []
    for token in tokens[opening:]:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0:
            break
        found.append(token)
    return found[1:]
