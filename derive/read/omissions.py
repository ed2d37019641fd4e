r"""Omissions that say what is left out: `x_1 + x_2 + \dots + x_n` is a sum, `1 \cdot 2 \cdots n` a product.

The last term before the dots and the first one behind them are one form at two places of an index: where they
differ, one has a number and the other the last place. The terms next to them must be that form at the places
next to theirs; terms that have nothing in common with it stand outside. What is not clear stays an omission.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from derive.read.alike import (
    Linear,
    alike,
    inner,
    linear,
    mapped,
    subscripts,
    tidied,
    whole_number,
    with_subscripts,
)
from derive.read.tokens import Span
from derive.read.tree import Tree, none_at, walk_tree

_BIG = {"add": "sum", "mul": "prod"}
_SIGNS = {"add": ("",), "mul": ("", "cdot", "times", "*")}
_NAMES = "ijklrsuvabc"


def with_omissions_filled(tree: Tree) -> Tree:
    """The tree with Σ and Π for the omissions that say what is left out."""
    if not any(t.kind == "dots" for t in walk_tree(tree)):
        return tree
    texts = {text for t in walk_tree(tree) for text in (t.text, t.label)}
    return _filled(tree, next((x for x in _NAMES if x not in texts), "i"))


def _filled(tree: Tree, name: str) -> Tree:
    terms = [_filled(t, name) for t in _terms(tree)]
    places = [k for k, t in enumerate(terms) if t.kind == "dots"]
    if places:
        alone = len(places) == 1 and 0 < places[0] < len(terms) - 1
        return _chained(tree, _gathered(tree, terms, places[0], name) if alone else terms)
    parts = tuple(_filled(p, name) for p in tree.parts)
    return replace(tree, parts=parts) if parts != tree.parts else tree


def _gathered(tree: Tree, terms: list[Tree], at: int, name: str) -> list[Tree]:
    """The terms with one Σ or Π for those around the dots at `at`; numbers may also count down."""
    before, after = terms[:at], terms[at + 1 :]
    run = _run(before, after)
    if run is not None:
        return run.terms(tree.kind, name)
    run = _run(after[::-1], before[::-1])
    if run is not None and (tree.kind == "add" or run.form.kind == "place"):
        return run.terms(tree.kind, name)[::-1]
    return terms


def _terms(tree: Tree) -> list[Tree]:
    """The terms of a sum without differences, the factors of a product of numbers."""
    found: list[Tree] = []
    each = tree
    while each.kind == tree.kind and tree.kind in _BIG:
        if each.text not in _SIGNS[tree.kind] or each.label == "-":
            return []
        found.append(each.parts[1])
        each = each.parts[0]
    return [each, *reversed(found)] if found else []


def _chained(tree: Tree, terms: list[Tree]) -> Tree:
    found = terms[0]
    for term in terms[1:]:
        found = replace(tree, span=(found.span[0], term.span[1]), parts=(found, term))
    return found


# ---- the form that two terms have in common --------------------------------------------------------


@dataclass
class _Common:
    """Two terms at once: where they differ, one has a number, and the other stands at `ends`."""

    begins: list[int] = field(default_factory=list)
    ends: list[Linear] = field(default_factory=list)

    def of(self, first: Tree, last: Tree) -> Tree | None:
        """The form, with a `place` wherever they differ; None where they are different things."""
        first, last = inner(first), inner(last)
        if alike(first, last):
            return last
        begin, end = linear(first), linear(last)
        if begin is not None and end is not None and not begin.factor:
            self.begins.append(begin.offset)
            self.ends.append(end)
            return Tree("place", last.span)
        if last.kind == "pow" and alike(first, last.parts[0]):
            first = replace(last, parts=(last.parts[0], Tree("number", last.span, "1")))
        if (first.kind, first.text) != (last.kind, last.text):
            return None
        if last.kind == "letter":
            places = self._each(subscripts(first), subscripts(last))
            return with_subscripts(last, places) if places else None
        parts = self._each(first.parts, last.parts) if first.label == last.label else ()
        return replace(last, parts=parts) if parts else None

    def _each(self, first: Sequence[Tree], last: Sequence[Tree]) -> tuple[Tree, ...]:
        found = [self.of(a, b) for a, b in zip(first, last, strict=False)]
        kept = tuple(x for x in found if x is not None)
        return kept if len(kept) == len(first) == len(last) else ()

    def step(self, form: Tree, earlier: Sequence[Tree], first: Tree) -> int:
        """By how much the numbers grow from term to term; 0 where that is not clear."""
        if not earlier:
            return 1 if all(end.factor in (0, 1) for end in self.ends) else 0
        values = iter(self.begins)
        before = mapped(form, "place", lambda t: whole_number(next(values) - 1).tree(t.span))
        if min(self.begins) > 0 and alike(tidied(before), earlier[-1]):
            return 1
        beside = _Common()
        if beside.of(earlier[-1], first) is None:
            return 1
        grown = {e.offset - b for b, e in zip(beside.begins, beside.ends, strict=True) if not e.factor}
        alone = len(grown) == 1 and len(beside.begins) == len(self.begins)
        return max(0, grown.pop()) if alone else 0

    def fitted(self, step: int) -> tuple[int, Linear, list[int]] | None:
        """Places s and e and shifts r: the numbers are step·s + r at the one end, step·e + r at the other."""
        first, *others = (e.plus(-b) for b, e in zip(self.begins, self.ends, strict=True))
        if not all(first.same(x) for x in others):
            return None
        begin, end = self.begins[0], self.ends[0]
        shift = end.offset if abs(end.offset) < step else end.offset % step
        last = end.plus(-shift).over(step)
        if last is None or (begin - shift) % step:
            return None
        start = (begin - shift) // step
        return start, last, [b - step * start for b in self.begins]


# ---- the terms that are left out -------------------------------------------------------------------


@dataclass(frozen=True)
class _Run:
    """`form` at the places from `start` to `end`; a place in it says its step and its shift."""

    form: Tree
    start: int
    end: Linear
    span: Span
    before: tuple[Tree, ...]
    after: tuple[Tree, ...]

    def at(self, place: Linear) -> Tree:
        return mapped(self.form, "place", lambda t: place.times(int(t.text)).plus(int(t.label)).tree(t.span))

    def widened(self) -> _Run:
        """With the terms next to it that are its form at the places next to its own."""
        run = self
        while run.before and run._begins_with(run.before[-1]):
            span = _around(run.span, run.before[-1].span)
            run = replace(run, start=run.start - 1, span=span, before=run.before[:-1])
        while run.after and alike(tidied(run.at(run.end.plus(1))), run.after[0]):
            span = _around(run.span, run.after[0].span)
            run = replace(run, end=run.end.plus(1), span=span, after=run.after[1:])
        return run

    def _begins_with(self, term: Tree) -> bool:
        return self.start > 0 and alike(tidied(self.at(whole_number(self.start - 1))), term)

    def terms(self, kind: str, name: str) -> list[Tree]:
        """The run as one Σ or Π, with the terms around it."""
        index = Tree("letter", self.form.span, name)
        body = self.at(Linear(1, index, 0))
        lo, hi = whole_number(self.start).tree(body.span), self.end.tree(body.span)
        parts = (body, lo, hi, none_at(self.span[0]), index)
        return [*self.before, Tree("big", self.span, _BIG[kind], parts, label=name), *self.after]


def _around(a: Span, b: Span) -> Span:
    return (min(a[0], b[0]), max(a[1], b[1]))


def _run(before: list[Tree], after: list[Tree]) -> _Run | None:
    """From the terms on both sides of the dots; None where they do not say what is left out."""
    *earlier, first = before
    last, *later = after
    common = _Common()
    form = common.of(first, last)
    step = common.step(form, earlier, first) if form is not None and common.ends else 0
    fitted = common.fitted(step) if step else None
    if form is None or fitted is None:
        return None
    start, end, shifts = fitted
    said = iter(shifts)
    form = mapped(form, "place", lambda t: replace(t, text=str(step), label=str(next(said))))
    span = _around(first.span, last.span)
    return _Run(form, start, end, span, tuple(earlier), tuple(later)).widened()
