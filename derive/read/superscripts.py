r"""Superscripts of letters: a layer `(l)`, a time `<t>`, another label, an index, a power, a transpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from derive.read.grammar import (
    INDEX_LETTERS,
    LABEL_LETTERS,
    MULTIPLIERS,
    POWER_LETTERS,
)
from derive.read.parse import Parser
from derive.read.scripts import is_transpose
from derive.read.tokens import Token
from derive.read.tree import Tree

POLICIES = frozenset({"pi", "mu"})


LABELS = LABEL_LETTERS | INDEX_LETTERS | {"s"}


@dataclass(frozen=True)
class Raised:
    """What a superscript says: the letter's name with it, index places in it, a power left over."""

    name: str
    places: tuple[Tree, ...] = ()
    power: tuple[list[Token], int] | None = None


def superscript(p: Parser, name: str, label: str, tokens: list[Token], end: int) -> Raised:
    """A layer `(l)`, `[1]`, `<t>` or a declared letter is part of the name; a bound index is an index."""
    tokens = [replace(t, text=BRACES[t.text]) if t.text in BRACES else t for t in tokens]
    written = "".join(t.text for t in tokens)
    if not written:
        return Raised(name)
    marked = f"{name}^{{{written}}}" if len(written) > 1 else f"{name}^{written}"
    if _declared(p, marked, label):
        return Raised(marked)
    if written == "*" and p.names.infer:
        return Raised(marked)
    if is_transpose(p, tokens):
        return Raised(name, power=(tokens, end))
    cut = _label_end(tokens)
    if cut:
        return _bracketed(p, name, tokens, cut, end)
    span = (tokens[0].start, end)
    if p.names.document and _is_neighbour(tokens) and p.names.letter(name) is None:
        return Raised(marked)
    if _is_policy(p, name, tokens):
        return Raised(f"{name}^{{{written.replace('{', '').replace('}', '')}}}")
    lone = len(tokens) == 1 and tokens[0].kind == "word"
    unknown = p.names.letter(name) is None and p.names.function(name) is None
    if lone and p.names.document and unknown:
        return Raised(marked) if _is_label(p, name, written) else Raised(name, power=(tokens, end))
    power = _is_exponent(name, written) or name in p.names.bare
    if lone and p.names.infer and unknown and not power:
        hint = f'write {name}^{{({written})}} for a label, or declare the letter: --shape "{name}: real"'
        p.refuse(span, f"{name}^{written} may be a power or a label", hint)
    return Raised(name, power=(tokens, end))


BRACES = {"\\{": "⦃", "\\}": "⦄"}  # in the name of a letter, where { and } hold its superscript


LABEL_ENDS = {"(": ")", "[": "]", "<": ">", "⦃": "⦄"}


def _label_end(tokens: Sequence[Token]) -> int:
    r"""Where the label `(l)`, `[1]`, `<t>` or `\{t\}` at the start of a superscript ends; 0 for none."""
    if len(tokens) < 3 or tokens[0].text not in LABEL_ENDS:
        return 0
    closing = LABEL_ENDS[tokens[0].text]
    end = next((k for k, t in enumerate(tokens) if t.text == closing), 0)
    inside = tokens[1:end]
    simple = all(t.kind in ("word", "number", "symbol") or t.text in ("+", "-", "_") for t in inside)
    return end + 1 if 0 < len(inside) <= 5 and simple else 0


def _bracketed(p: Parser, name: str, tokens: list[Token], cut: int, end: int) -> Raised:
    """`(l)`, then perhaps a transpose or a second label: a^{[L](i)}, A^{[l-1] T}."""
    span = (tokens[0].start, end)
    places: tuple[Tree, ...] = ()
    while cut:
        label, tokens = tokens[:cut], tokens[cut:]
        inside = label[1:-1]
        empty = _with_mark(name, f"{label[0].text}{label[-1].text}")
        if p.names.letter(empty) is not None or (p.names.document and _is_bound(p, inside)):
            name = empty
            places += (p.sub(inside, label[-1].end).whole(),)
        else:
            name = _labelled(p, name, label, span)
        cut = _label_end(tokens)
    if tokens:
        return Raised(name, places, (tokens, end))
    return Raised(name, places)


def _with_mark(name: str, mark: str) -> str:
    """The name with one more label above: a^{[L]} and (i) are a^{[L](i)}."""
    if name.endswith("}") and "^{" in name:
        return f"{name[:-1]}{mark}}}"
    return f"{name}^{{{mark}}}"


def _labelled(p: Parser, name: str, label: list[Token], span: tuple[int, int]) -> str:
    written = "".join(t.text for t in label)
    marked = _with_mark(name, written)
    if p.names.letter(marked) is not None or p.names.document:
        return marked
    if p.names.letter(name) is not None or not p.names.infer:
        p.refuse(span, f"{marked} may be a label or a power; declare the letter {marked!r}")
    return marked


def _is_bound(p: Parser, inside: Sequence[Token]) -> bool:
    return any(t.kind in ("word", "symbol") and t.text in p.names.bound for t in inside)


def _is_policy(p: Parser, name: str, tokens: Sequence[Token]) -> bool:
    r"""The π of `V^\pi(s)` and `Q^{\pi_\theta}(s, a)` says which function it is."""
    applied = p.names.document and p.is_at("(") and p.names.letter(name) is None
    return applied and p.names.function(name) is None and tokens[0].text in POLICIES


def names_policy(name: str) -> bool:
    """V^π: a function, whatever stands in its brackets."""
    return name.partition("^")[2].lstrip("{").partition("_")[0].rstrip("}") in POLICIES


def _is_neighbour(tokens: Sequence[Token]) -> bool:
    """l − 1 and l + 1: the layers beside l."""
    texts = [t.text for t in tokens]
    return len(texts) == 3 and texts[0] in LABEL_LETTERS and texts[1] in ("+", "-") and texts[2].isdigit()


def _is_label(p: Parser, name: str, written: str) -> bool:
    """In a document: h^l, W^F; an upper-case letter that the formula has nowhere else is a label.

    β^t is a power where β stands alone too: it is a number.
    """
    if written in LABEL_LETTERS:
        return name not in MULTIPLIERS or name not in p.names.bare
    return written.isupper() and len(written) == 1 and p.names.counts.get(written, 0) <= 1


def _is_exponent(name: str, written: str) -> bool:
    """x^n, x^y and c^d are powers of numbers; h^l, x^i and W^k may be labels."""
    return name[:1].islower() and (written in POWER_LETTERS or (written.islower() and written not in LABELS))


def _declared(p: Parser, marked: str, label: str) -> bool:
    return p.names.letter(marked) is not None or (
        bool(label) and p.names.letter(f"{marked}_{label}") is not None
    )
