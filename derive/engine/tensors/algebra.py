"""Array expressions as polynomials: Σ c · (numbers that commute) · (a word of letters that do not).

tr w is kept up to rotation and transposed reversal; a 1 × 1 word is its own trace; det is multiplicative.
A⁻¹ of a polynomial M is a letter P with M P = P M = 1.  What has no words (A ⊙ B, f(A)) is one letter.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.words import (
    Atom,
    Letter,
    Poly,
    Scalars,
    Term,
    Word,
    joined,
    plus,
    times,
    transposed,
    turned,
)
from derive.errors import TooLarge
from derive.expressions.build import ONE
from derive.expressions.expr import Expr, binds, node, number_value
from derive.expressions.walk import alpha
from derive.notation.shapes import Shape

Element = Poly
UNIT: tuple[Scalars, Word] = ((), ())
MOST_TERMS = 600


e_plus = plus


def e_times(a: Element, c: Element) -> Element:
    found = times(a, c)
    if len(found) > MOST_TERMS:
        raise TooLarge(f"the product has more than {MOST_TERMS} terms")
    return found


def rotation(word: Word) -> Word:
    """The least word among the rotations of w and of wᵀ: all of them have the same trace."""
    return min(rotations(word))


def rotations(word: Word) -> list[Word]:
    """The rotations of w and of wᵀ."""
    both = (word, turned(word))
    return [w[k:] + w[:k] for w in both for k in range(max(len(w), 1))]


def traced(word: Word) -> Atom:
    return ("tr", rotation(word))


@dataclass
class Algebra:
    """Reads array expressions of one context by the rules of their heads.

    generators  the relations of its inverse letters; `described` says what each of them is
    origins     the expression that a letter of the algebra stands for
    laws        the laws by which determinants were taken apart
    denominators  sums that were divided by, as letters
    divided     single numbers that were divided by, as they are written
    """

    low: Pointwise
    rules: Mapping[str, Callable[[Algebra, Expr], Element | None]]
    generators: list[Poly] = field(default_factory=list)
    inverses: dict[frozenset[tuple[Term, Fraction]], str] = field(default_factory=dict)
    opaque: dict[Hashable, str] = field(default_factory=dict)
    shapes: dict[str, Shape] = field(default_factory=dict)
    memo: dict[Expr, Element] = field(default_factory=dict)
    origins: dict[str, Expr] = field(default_factory=dict)
    described: list[list[object]] = field(default_factory=list)
    laws: list[dict[str, object]] = field(default_factory=list)
    denominators: dict[str, Element] = field(default_factory=dict)
    divided: dict[Atom, Expr] = field(default_factory=dict)

    def element(self, expr: Expr) -> Element:
        """The polynomial of `expr`; an expression of shape () has only empty words."""
        if expr not in self.memo:
            found = self._element(expr)
            found = self.cut(found) if self.low.shape(expr) else self.scalarised(found)
            self.memo[expr] = found
        return self.memo[expr]

    def _element(self, expr: Expr) -> Element:
        value = number_value(expr)
        if value is not None:
            return {UNIT: value} if value else {}
        rule = self.rules.get(expr.head)
        found = rule(self, expr) if rule else None
        return self.letter(expr) if found is None else found

    def letter(self, expr: Expr) -> Element:
        """A letter of the algebra, or what counts as one."""
        shape = self.low.shape(expr)
        key = self.canonical(expr)
        name = expr.value if expr.head == "sym" else self.opaque.setdefault(key, f"[{len(self.opaque) + 1}]")
        self.origins.setdefault(str(name), expr)
        if not shape:
            return {((((("number", str(name)), 1),)), ()): Fraction(1)}
        self.shapes[str(name)] = shape
        return {((), ((str(name), False),)): Fraction(1)}

    def canonical(self, expr: Expr) -> Hashable:
        """Letters that stand for the same: by head and the polynomials of the arguments."""
        if binds(expr) or not expr.args or expr.head in ("entry", "deriv", "cases"):
            return alpha(expr)
        parts = [frozenset(self.element(a).items()) for a in expr.args]
        if expr.head in ("hadamard", "mul"):
            parts.sort(key=lambda part: sorted(map(repr, part)))
        return (expr.head, *parts)

    def inverse(self, poly: Poly, shape: Shape, of: Expr) -> str:
        """The letter P with poly · P = P · poly = 1, and the same for the transposes.

        Where a product of square matrices has an inverse, each of them has one.
        """
        key = frozenset(poly.items())
        if key not in self.inverses:
            name = f"inverse{len(self.inverses) + 1}"
            self.inverses[key] = name
            self.shapes[name] = shape
            self.origins[name] = node("inverse", of)
            right, left = ["right inverse", of], ["left inverse", of]
            self.described += [right, left, ["turned", left], ["turned", right]]
            letter: Poly = {((), ((name, False),)): Fraction(1)}
            for p, m in ((letter, poly), (transposed(letter), transposed(poly))):
                one: Poly = {UNIT: Fraction(1)}
                self.generators.append(plus(times(m, p), one, Fraction(-1)))
                self.generators.append(plus(times(p, m), one, Fraction(-1)))
            self._inverse_factors(poly)
        return self.inverses[key]

    def _inverse_factors(self, poly: Poly) -> None:
        ((_, word),) = poly if len(poly) == 1 else (UNIT,)
        square = [len(self.shapes[n]) == 2 and self.shapes[n][0] is self.shapes[n][1] for n, _ in word]
        if len(word) > 1 and all(square):
            for name, _ in word:
                if name not in self.inverses.values():
                    self.inverse({((), ((name, False),)): Fraction(1)}, self.shapes[name], self.origins[name])

    def cleared(self, element: Element) -> tuple[Element, list[str]]:
        """The element times the sums it is divided by, and their letters."""
        used: list[str] = []
        while True:
            lowest = min(
                (
                    (p, str(a[1]))
                    for s, _ in element
                    for a, p in s
                    if p < 0 and str(a[1]) in self.denominators
                ),
                default=None,
            )
            if lowest is None:
                return element, used
            used.append(lowest[1])
            element = self._times_denominator(element, lowest[1])

    def _times_denominator(self, element: Element, name: str) -> Element:
        found: Element = {}
        for (scalars, word), x in element.items():
            powers = dict(scalars)
            if powers.get(("number", name), 0) < 0:
                term = {(joined(scalars, ((("number", name), 1),)), word): x}
            else:
                term = e_times(self.denominators[name], {(scalars, word): x})
            found = e_plus(found, term)
        return found

    def columns(self, letter: Letter) -> Expr:
        """The size of the second axis of a letter; a vector is a column."""
        name, flip = letter
        shape = self.shapes[name]
        return shape[0] if flip else shape[1] if len(shape) > 1 else ONE

    def split(self, word: Word) -> tuple[Scalars, Word]:
        """u · (1 × 1) · v is (1 × 1) · u v: a word is cut where its size is 1."""
        cuts = [k + 1 for k, letter in enumerate(word[:-1]) if self.columns(letter) is ONE]
        scalars: Scalars = ()
        for start, end in pairwise(cuts):
            scalars = joined(scalars, ((traced(word[start:end]), 1),))
        return scalars, (word[: cuts[0]] + word[cuts[-1] :] if cuts else word)

    def cuts(self, word: Word) -> list[int]:
        """The places of a word at which a number may stand as a word: where the size is 1."""
        if not word:
            return []
        first = [0] if self.columns((word[0][0], not word[0][1])) is ONE else []
        return first + [k + 1 for k, letter in enumerate(word) if self.columns(letter) is ONE]

    def opened(self, word: Word | str) -> list[Word]:
        """A trace tr w that is one number xᵀ A y, as words of this size: xᵀ A y and yᵀ Aᵀ x."""
        if isinstance(word, str):
            return []
        for k, letter in enumerate(word):
            if self.columns(letter) is ONE:
                whole = word[k + 1 :] + word[: k + 1]
                return [whole, turned(whole)]
        return []

    def trace(self, word: Word) -> Scalars:
        """tr w as a product of traces: a cycle is cut where its size is 1."""
        for k, letter in enumerate(word):
            if self.columns(letter) is ONE:
                around = word[k + 1 :] + word[: k + 1]
                cuts = [0, *(j + 1 for j, other in enumerate(around) if self.columns(other) is ONE)]
                scalars: Scalars = ()
                for start, end in pairwise(cuts):
                    scalars = joined(scalars, ((traced(around[start:end]), 1),))
                return scalars
        return ((traced(word), 1),)

    def identity_trace(self, word: Word) -> tuple[Scalars, Fraction]:
        """tr 1 of the size at which `word` begins."""
        name, flip = word[0]
        shape = self.shapes[name]
        return size_atom(shape[0] if not flip else shape[1] if len(shape) > 1 else ONE)

    def cut(self, element: Element) -> Element:
        found: Element = {}
        for (scalars, word), weight in element.items():
            more, rest = self.split(word)
            key = (joined(scalars, more), rest)
            found[key] = found.get(key, Fraction(0)) + weight
        return {k: x for k, x in found.items() if x}

    def scalarised(self, element: Element) -> Element:
        """1 × 1 words become traces."""
        found: Element = {}
        for (scalars, word), weight in element.items():
            key = (joined(scalars, self.trace(word)), ()) if word else (scalars, ())
            found[key] = found.get(key, Fraction(0)) + weight
        return {k: x for k, x in found.items() if x}


def size_atom(size: Expr) -> tuple[Scalars, Fraction]:
    """A size as a number of the algebra."""
    value = number_value(size)
    name = str(size.value) if size.head == "sym" else repr(size)
    return ((), value) if value is not None else (((("number", name), 1),), Fraction(1))


def only_words(element: Mapping[Term, Fraction]) -> dict[Word, Fraction] | None:
    """The element as a polynomial in words, where no number but rational ones stands in it."""
    return {word: x for (scalars, word), x in element.items()} if all(not s for s, _ in element) else None
