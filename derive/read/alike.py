"""Trees compared as they are meant: brackets, spans and the way a subscript is written do not count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from derive.read.tokens import Span
from derive.read.tree import Tree

_TRANSPARENT = frozenset({"group", "plus"})
_LABELS = ",()[]{}"


@dataclass(frozen=True)
class Linear:
    """factor·letter + offset; a number where the factor is 0."""

    factor: int
    letter: Tree | None
    offset: int

    def plus(self, value: int) -> Linear:
        return replace(self, offset=self.offset + value)

    def times(self, value: int) -> Linear:
        return replace(self, factor=self.factor * value, offset=self.offset * value)

    def over(self, value: int) -> Linear | None:
        """The quotient, where it is linear with whole numbers too."""
        if self.factor % value or self.offset % value:
            return None
        return replace(self, factor=self.factor // value, offset=self.offset // value)

    def same(self, other: Linear) -> bool:
        letters = self.letter is other.letter or (
            self.letter is not None and other.letter is not None and alike(self.letter, other.letter)
        )
        return letters and (self.factor, self.offset) == (other.factor, other.offset)

    def tree(self, span: Span) -> Tree:
        """2n − 1 as it is written."""
        if self.letter is None or not self.factor:
            return _whole(self.offset, span)
        one = Tree("mul", span, parts=(_whole(self.factor, span), self.letter))
        found = self.letter if self.factor == 1 else one
        if not self.offset:
            return found
        sign = "+" if self.offset > 0 else "-"
        return Tree("add", span, parts=(found, _whole(abs(self.offset), span)), label=sign)


def whole_number(value: int) -> Linear:
    return Linear(0, None, value)


def _whole(value: int, span: Span) -> Tree:
    found = Tree("number", span, str(abs(value)))
    return found if value >= 0 else Tree("neg", span, parts=(found,))


def linear(tree: Tree) -> Linear | None:
    """`7`, `n`, `n - 1`, `2n + 1` as linear forms."""
    tree = inner(tree)
    if tree.kind == "number":
        return whole_number(int(tree.text)) if tree.text.isdigit() else None
    if tree.kind == "letter":
        return None if subscripts(tree) else Linear(1, tree, 0)
    if len(tree.parts) != 2 or tree.kind not in ("mul", "add"):
        return None
    left, right = (linear(p) for p in tree.parts)
    if left is None or right is None:
        return None
    if tree.kind == "mul":
        return right.times(left.offset) if not left.factor else None
    return left.plus(right.offset if tree.label == "+" else -right.offset) if not right.factor else None


def inner(tree: Tree) -> Tree:
    """Without the brackets around it."""
    while tree.kind in _TRANSPARENT or (tree.kind == "run" and len(tree.parts) == 1):
        tree = tree.parts[0]
    return tree


def alike(a: Tree, b: Tree) -> bool:
    a, b = inner(a), inner(b)
    if a.kind != b.kind or a.text != b.text:
        return False
    first, second = (subscripts(x) if x.kind == "letter" else x.parts for x in (a, b))
    if len(first) != len(second) or (a.label != b.label and not (a.kind == "letter" and first)):
        return False
    return all(alike(x, y) for x, y in zip(first, second, strict=True))


# ---- subscripts ------------------------------------------------------------------------------------


def subscripts(letter: Tree) -> tuple[Tree, ...]:
    """The places of `x_{ij}`, `x_{i,j}`, `x_{n-1}`, one by one."""
    return tuple(p for part in letter.parts for p in (part.parts if part.kind == "run" else (part,)))


def with_subscripts(letter: Tree, places: tuple[Tree, ...]) -> Tree:
    """The letter with other places; its label says them."""
    label = "".join(_said(p) for p in places)
    if not all(len(inner(p).parts) == 0 for p in places):
        label = ",".join(_said(p) for p in places)
        return replace(letter, parts=places, label=label)
    run = Tree("run", letter.span, label, tuple(inner(p) for p in places))
    return replace(letter, parts=(run,), label=label)


def _said(tree: Tree) -> str:
    tree = inner(tree)
    if tree.kind == "add":
        return tree.label.join(_said(p) for p in tree.parts)
    return tree.text or "".join(_said(p) for p in tree.parts)


# ---- what a form is at a number --------------------------------------------------------------------


def mapped(tree: Tree, kind: str, rule: Callable[[Tree], Tree]) -> Tree:
    """The tree with `rule` applied to its nodes of one kind, from left to right."""
    if tree.kind == kind:
        return rule(tree)
    if tree.kind == "letter" and tree.parts:
        return with_subscripts(tree, tuple(mapped(p, kind, rule) for p in subscripts(tree)))
    return replace(tree, parts=tuple(mapped(p, kind, rule) for p in tree.parts))


def tidied(tree: Tree) -> Tree:
    """x^1 and 1·x and x/1 are x, x^0 is 1, 0! and 1! are 1: the way a first term is written."""
    tree = inner(tree)
    if tree.kind == "letter":
        return tree
    parts = tuple(tidied(p) for p in tree.parts)
    tree = replace(tree, parts=parts)
    texts = [p.text if p.kind == "number" else "" for p in parts]
    if tree.kind == "pow" and texts[1] in ("0", "1"):
        return parts[0] if texts[1] == "1" else replace(parts[1], text="1")
    if tree.kind == "mul" and "1" in texts:
        return parts[1 - texts.index("1")]
    if tree.kind == "div" and texts[1] == "1":
        return parts[0]
    if tree.kind == "apply" and tree.text == "factorial" and texts[0] in ("0", "1"):
        return replace(parts[0], text="1")
    return tree
