"""Array expressions as polynomials: Σ c · (numbers that commute) · (a word of letters that do not).

tr w is kept up to rotation and transposed reversal; a 1 × 1 word is its own trace; det is multiplicative.
A⁻¹ of a polynomial M is a letter P with M P = P M = 1.  What has no words (A ⊙ B, f(A)) is one letter.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.words import Letter, Poly, Word, plus, times, transposed, turned
from derive.errors import TooLarge
from derive.expressions.build import ONE
from derive.expressions.expr import Expr, binds, node, number_value
from derive.expressions.walk import alpha
from derive.notation.shapes import Shape, same_size

Atom = tuple[str, Word | str]
Scalars = tuple[tuple[Atom, int], ...]
Element = dict[tuple[Scalars, Word], Fraction]
UNIT: tuple[Scalars, Word] = ((), ())
MOST_TERMS = 600


def e_plus(a: Element, c: Element, scale: Fraction = Fraction(1)) -> Element:
    found = dict(a)
    for key, weight in c.items():
        found[key] = found.get(key, Fraction(0)) + scale * weight
    return {k: x for k, x in found.items() if x}


def joined(a: Scalars, c: Scalars) -> Scalars:
    found = dict(a)
    for atom, power in c:
        found[atom] = found.get(atom, 0) + power
    return tuple(sorted(((k, p) for k, p in found.items() if p), key=repr))


def e_times(a: Element, c: Element) -> Element:
    found: Element = {}
    for (s, u), x in a.items():
        for (t, v), y in c.items():
            key = (joined(s, t), u + v)
            found[key] = found.get(key, Fraction(0)) + x * y
    if len(found) > MOST_TERMS:
        raise TooLarge(f"the product has more than {MOST_TERMS} terms")
    return {k: x for k, x in found.items() if x}


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
    """Reads array expressions of one context; `generators` are the relations of its inverse letters."""

    low: Pointwise
    generators: list[Poly] = field(default_factory=list)
    inverses: dict[frozenset[tuple[Word, Fraction]], str] = field(default_factory=dict)
    opaque: dict[Hashable, str] = field(default_factory=dict)
    shapes: dict[str, Shape] = field(default_factory=dict)
    memo: dict[Expr, Element] = field(default_factory=dict)

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
        rule = _RULES.get(expr.head)
        found = rule(self, expr) if rule else None
        return self.letter(expr) if found is None else found

    def letter(self, expr: Expr) -> Element:
        """A letter of the algebra, or what counts as one."""
        shape = self.low.shape(expr)
        key = self.canonical(expr)
        name = expr.value if expr.head == "sym" else self.opaque.setdefault(key, f"[{len(self.opaque) + 1}]")
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

    def inverse(self, poly: Poly, shape: Shape) -> str:
        """The letter P with poly · P = P · poly = 1, and the same for the transposes.

        Where a product of square matrices has an inverse, each of them has one.
        """
        key = frozenset(poly.items())
        if key not in self.inverses:
            name = f"inverse{len(self.inverses) + 1}"
            self.inverses[key] = name
            self.shapes[name] = shape
            letter: Poly = {((name, False),): Fraction(1)}
            for p, m in ((letter, poly), (transposed(letter), transposed(poly))):
                one: Poly = {(): Fraction(1)}
                self.generators.append(plus(times(m, p), one, Fraction(-1)))
                self.generators.append(plus(times(p, m), one, Fraction(-1)))
            self._inverse_factors(poly)
        return self.inverses[key]

    def _inverse_factors(self, poly: Poly) -> None:
        (word,) = poly if len(poly) == 1 else ((),)
        square = [len(self.shapes[n]) == 2 and self.shapes[n][0] is self.shapes[n][1] for n, _ in word]
        if len(word) > 1 and all(square):
            for name, _ in word:
                if name not in self.inverses.values():
                    self.inverse({((name, False),): Fraction(1)}, self.shapes[name])

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


def only_words(element: Mapping[tuple[Scalars, Word], Fraction]) -> Poly | None:
    """The element as a polynomial in words, where no number but rational ones stands in it."""
    return {word: x for (scalars, word), x in element.items()} if all(not s for s, _ in element) else None


# ---- heads ------------------------------------------------------------------------------------------


def _add(work: Algebra, expr: Expr) -> Element | None:
    shape = work.low.shape(expr)
    if any(work.low.shape(a) != shape and bool(work.low.shape(a)) != bool(shape) for a in expr.args):
        return None
    found: Element = {}
    for each in expr.args:
        found = e_plus(found, work.element(each))
    return found


def _mul(work: Algebra, expr: Expr) -> Element | None:
    if sum(bool(work.low.shape(a)) for a in expr.args) > 1:
        return None
    found: Element = {UNIT: Fraction(1)}
    for each in expr.args:
        found = e_times(found, work.element(each))
    return found


def _matmul(work: Algebra, expr: Expr) -> Element:
    found: Element = {UNIT: Fraction(1)}
    part: Expr | None = None
    for each in mixed_products(work, expr.args):
        shape = work.low.shape(part) if part is not None else ()
        part = (
            each if part is None else node("matmul", *(part.args if part.head == "matmul" else (part,)), each)
        )
        here = e_times(found, work.element(each))
        found = here if work.low.shape(part) or not shape else work.scalarised(here)
    return found


def mixed_products(work: Algebra, factors: Sequence[Expr]) -> list[Expr]:
    """(A ⊗ B)(C ⊗ D) = (A C) ⊗ (B D), where the shapes fit."""
    found: list[Expr] = []
    for each in factors:
        last = found[-1] if found else each
        if found and last.head == each.head == "kron":
            pairs = list(zip(last.args, each.args, strict=True))
            if all(same_size(work.low.shape(a)[1], work.low.shape(c)[0]) for a, c in pairs):
                found[-1] = node("kron", *(node("matmul", a, c) for a, c in pairs))
                continue
        found.append(each)
    return found


def _neg(work: Algebra, expr: Expr) -> Element:
    return e_plus({}, work.element(expr.args[0]), Fraction(-1))


def _div(work: Algebra, expr: Expr) -> Element | None:
    above, below = expr.args
    under = work.element(below)
    if work.low.shape(below) or len(under) != 1:
        return None
    ((scalars, word),) = under
    weight = under[scalars, word]
    return e_times(work.element(above), {(tuple((a, -p) for a, p in scalars), ()): 1 / weight})


def _pow(work: Algebra, expr: Expr) -> Element | None:
    base, exponent = expr.args
    value = number_value(exponent)
    if base.head in ("norm", "frobenius") and value is not None and value in (2, 4, 6, 8):
        square = _squared_norm(work, base)
        return None if square is None else _raised(square, int(value) // 2)
    if work.low.shape(base) or value is None or value.denominator != 1 or not 0 <= value <= 8:
        return None
    return _raised(work.element(base), int(value))


def _raised(element: Element, exponent: int) -> Element:
    found: Element = {UNIT: Fraction(1)}
    for _ in range(exponent):
        found = e_times(found, element)
    return found


def _squared_norm(work: Algebra, expr: Expr) -> Element | None:
    if expr.head == "norm" and number_value(expr.args[1]) != 2:
        return None
    inside = work.element(expr.args[0])
    return work.scalarised(e_times(_turned(inside), inside))


def _turned(element: Element) -> Element:
    return {(s, turned(w)): x for (s, w), x in element.items()}


def _transpose(work: Algebra, expr: Expr) -> Element:
    return _turned(work.element(expr.args[0]))


def _identity(work: Algebra, expr: Expr) -> Element | None:
    return {UNIT: Fraction(1)} if expr.args else None


def _inverse(work: Algebra, expr: Expr) -> Element | None:
    inside = only_words(work.element(expr.args[0]))
    if not inside or not work.low.shape(expr):
        return None
    return {((), ((work.inverse(inside, work.low.shape(expr)), False),)): Fraction(1)}


def _trace(work: Algebra, expr: Expr) -> Element:
    found: Element = {}
    shape = work.low.shape(expr.args[0])
    for (scalars, word), weight in work.element(expr.args[0]).items():
        more, factor = (work.trace(word), Fraction(1)) if word else size_atom(shape[0] if shape else ONE)
        found = e_plus(found, {(joined(scalars, more), ()): weight * factor})
    return found


def _det(work: Algebra, expr: Expr) -> Element | None:
    """det A B = det A det B for square factors, det Aᵀ = det A, det A⁻¹ = 1/det A.

    det(1 + u v) = det(1 + v u).
    """
    inside = only_words(work.element(expr.args[0]))
    if inside is None:
        return None
    if len(inside) == 1:
        (word,) = inside
        if inside[word] != 1 or any(len(work.shapes.get(name, ())) != 2 for name, _ in word):
            return None
        if all(work.shapes[name][0] is work.shapes[name][1] for name, _ in word):
            scalars: Scalars = ()
            for name, _ in word:
                scalars = joined(scalars, _det_atom(work, name))
            return {(scalars, ()): Fraction(1)}
    return {(((("det", repr(_det_key(inside))), 1),), ()): Fraction(1)}


def _det_atom(work: Algebra, name: str) -> Scalars:
    for key, other in work.inverses.items():
        if other == name:
            inner = dict(key)
            (word,) = inner if len(inner) == 1 else ((),)
            if len(word) == 1 and inner[word] == 1:
                return ((("det", repr(word[0][0])), -1),)
            return ((("det", repr(_det_key(inner))), -1),)
    return ((("det", repr(name)), 1),)


def _det_key(poly: Poly) -> list[tuple[Word, Fraction]]:
    """A form shared by 1 + u v and 1 + v u, and by transposes."""
    if len(poly) == 2 and poly.get(()) == 1:
        return sorted((rotation(w), x) for w, x in poly.items())
    return min(sorted(poly.items()), sorted(transposed(poly).items()))


def _total(work: Algebra, expr: Expr) -> Element | None:
    """Σ of all entries of A ⊙ B is tr(Aᵀ B)."""
    inner = expr.args[0]
    if inner.head != "hadamard":
        return None
    left, right = (work.element(a) for a in inner.args)
    return work.scalarised(e_times(_turned(left), right))


def _zeros(work: Algebra, expr: Expr) -> Element:
    return {}


def _dot(work: Algebra, expr: Expr) -> Element:
    left, right = (work.element(a) for a in expr.args)
    return work.scalarised(e_times(_turned(left), right))


def _outer(work: Algebra, expr: Expr) -> Element:
    left, right = (work.element(a) for a in expr.args)
    return e_times(left, _turned(right))


_RULES: Mapping[str, Callable[[Algebra, Expr], Element | None]] = {
    "add": _add,
    "mul": _mul,
    "matmul": _matmul,
    "neg": _neg,
    "div": _div,
    "pow": _pow,
    "transpose": _transpose,
    "identity": _identity,
    "zeros": _zeros,
    "inverse": _inverse,
    "trace": _trace,
    "det": _det,
    "total": _total,
    "dot": _dot,
    "outer": _outer,
}

__all__ = ["ONE", "Algebra", "Element", "e_plus", "e_times", "only_words", "rotation", "traced"]
