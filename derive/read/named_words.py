r"""Words within a formula that are part of it: `\text{Var}(x)`, `\text{Cost} = …`."""

from __future__ import annotations

from collections.abc import Sequence

from derive.read.grammar import RELATIONS
from derive.read.tokens import Token

CONDITION_WORDS = frozenset(
    "if for when where with provided since as because case forall given let suppose".split()
)


PROSE_WORDS = CONDITION_WORDS | frozenset(
    "we get have so hence thus therefore obtain then gives yields is are by using from that this which it "
    "and or note also similarly".split()
)


def _names_quantity(row: Sequence[Token], k: int) -> bool:
    r"""`\text{Trainable parameters} = …`: words at the start of a statement that are its left side."""
    words = row[k].text.lower().split()
    starts = k == 0 or row[k - 1].kind in ("align", "arrow") or row[k - 1].text in (",", ";")
    after = next((t for t in row[k + 1 :] if t.kind != "align"), None)
    related = after is not None and after.kind == "op" and after.text in RELATIONS
    return starts and related and all(w.isalpha() for w in words) and not PROSE_WORDS & set(words)


def names_something(row: Sequence[Token], k: int) -> bool:
    r"""`\text{Var}(x)`, `\text{softmax}`, `\text{Cost}`: one word that is part of the formula."""
    text = row[k].text.strip()
    if _names_quantity(row, k):
        return True
    if k and row[k - 1].kind == "op" and row[k - 1].text in ("_", "^"):
        return True
    text = one_name(text)
    if _has_place(row, k):
        return text.isalnum() and text[0].isalpha()
    if not text.isalnum() or not text[0].isalpha() or text.lower() in CONDITION_WORDS:
        return False
    if text.lower() in (
        "or",
        "and",
        "then",
        "so",
        "thus",
        "hence",
        "therefore",
        "else",
        "is",
        "otherwise",
        "we",
        "op",
    ):
        return False
    before = row[k - 1] if k else None
    after = row[k + 1] if k + 1 < len(row) else None
    signs = [t for t in (before, after) if t is not None and (t.kind == "op" or t.text == "(")]
    return bool(signs) or len(row) == 1


def _has_place(row: Sequence[Token], k: int) -> bool:
    r"""`\text{stride}[0]`: a place, written right behind the word."""
    after = row[k + 1] if k + 1 < len(row) else None
    return after is not None and after.text == "[" and after.start == row[k].end


def one_name(words: str) -> str:
    r"""`Sum operations`, `kernel\_size`, `{out}`: the name as one word, SumOperations, kernelSize, out."""
    while words.startswith("{") and words.endswith("}"):
        words = words[1:-1].strip()
    if len(words.split()) > 1 and words.replace(" ", "").isalpha():
        return "".join(w[:1].upper() + w[1:] for w in words.split())
    first, *others = words.split("\\_")
    if others and all(w.isalnum() for w in (first, *others)):
        return first + "".join(w[:1].upper() + w[1:] for w in others)
    return words
