"""Determinants in the algebra of words, with the laws that were used for the kernel to follow.

det(U V) = det U det V for square U, V · det(c N) = cⁿ det N · det Aᵀ = det A · det A⁻¹ = 1/det A
det(1 + U V) = det(1 + V U) · det(A + R) = det A · det(1 + A⁻¹ R)
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from derive.engine.tensors.algebra import UNIT, Algebra, Element, e_plus, e_times, rotation
from derive.engine.tensors.trees import joined_tree, matrix_tree, scalar_tree, word_factors
from derive.engine.tensors.words import Term, Word, joined, transposed, turned
from derive.expressions import build as b
from derive.expressions.expr import Expr, node


def determinant(work: Algebra, expr: Expr) -> Element | None:
    """det of a square matrix as a polynomial in numbers."""
    tree = expr.args[0]
    shape = work.low.shape(tree)
    element = work.element(tree)
    if len(shape) != 2 or not element:
        return None
    if len(element) == 1:
        return _of_product(work, element, tree, shape[0])
    return _of_sum(work, element, tree, shape[0])


def _is_square(work: Algebra, word: Word) -> bool:
    shapes = [work.shapes.get(name, ()) for name, _ in word]
    return all(len(s) == 2 and s[0] is s[1] for s in shapes)


def _of_product(work: Algebra, element: Element, tree: Expr, size: Expr) -> Element | None:
    """det(c A B …) = cⁿ det A det B …"""
    (((scalars, word), weight),) = element.items()
    if not word and not scalars and weight == 1:
        return {UNIT: Fraction(1)}
    if not word or not _is_square(work, word):
        return _letter(work, element, tree)
    found: Element = {UNIT: Fraction(1)}
    if scalars or weight != 1:
        number = b.mul(b.num(weight), *scalar_tree(work, scalars)) if scalars else b.num(weight)
        bare = joined_tree(work, word)
        work.laws.append(_law("scale", tree, number, bare))
        found, tree = work.element(b.power(number, size)), bare
    for k, letter in enumerate(word):
        found = e_times(found, _of_letter(work, letter[0]))
        rest = word[k + 1 :]
        if rest:
            after = joined_tree(work, rest)
            work.laws.append(_law("product", tree, joined_tree(work, (letter,)), after))
            tree = after
    return found


def _of_letter(work: Algebra, name: str) -> Element:
    """det P = 1/det M for the inverse P of M."""
    for key, other in work.inverses.items():
        if other == name:
            inner = work.element(node("det", work.origins[name].args[0]))
            if len(inner) == 1:
                ((scalars, word),) = inner
                return {(tuple((a, -p) for a, p in scalars), word): 1 / inner[scalars, word]}
            return _letter(work, dict(key), work.origins[name].args[0])
    return _letter(work, {((), ((name, False),)): Fraction(1)}, work.origins[name])


def _of_sum(work: Algebra, poly: Element, tree: Expr, size: Expr) -> Element:
    if len(poly) == 2 and poly.get(UNIT) == 1 and all(w or not s for s, w in poly):
        return _one_plus(work, poly, tree)
    inverted = {work.origins[p].args[0]: p for p in work.inverses.values()}
    words = all(w for _, w in poly)
    for scalars, word in sorted(poly, key=repr) if words else ():
        if len(word) == 1 and not scalars and poly[scalars, word] == 1 and not word[0][1]:
            p = inverted.get(work.origins[word[0][0]])
            if p is not None:
                return _lemma(work, poly, tree, (scalars, word), p, size)
    return _letter(work, poly, tree)


def _lemma(work: Algebra, poly: Element, tree: Expr, term: Term, p: str, size: Expr) -> Element:
    """det(A + R) = det A · det(1 + A⁻¹ R); A + R − A (1 + A⁻¹ R) = −(A A⁻¹ − 1) R."""
    rest = {t: x for t, x in poly.items() if t != term}
    name = term[1][0][0]
    a, inner = work.origins[name], {(s, ((p, False), *w)): x for (s, w), x in rest.items()}
    one = b.add(node("identity", size), matrix_tree(work, inner))
    multiples = [
        _multiple(-x, scalar_tree(work, s), ["right inverse", a], word_factors(work, w))
        for (s, w), x in rest.items()
    ]
    work.laws.append({**_law("product", tree, a, one), "multiples": multiples})
    return e_times(_of_letter(work, name), _of_sum(work, {UNIT: Fraction(1), **inner}, one, size))


def _one_plus(work: Algebra, poly: Element, tree: Expr) -> Element:
    """det(1 + x u v) = det(1 + x v u), with v u as small as it goes: of a number it is the number."""
    ((scalars, word),) = (t for t in poly if t[1])
    weight = poly[scalars, word]
    for k in range(1, len(word)):
        if work.columns(word[k - 1]) is b.ONE:
            _turn(work, tree, (scalars, word), weight, k)
            return e_plus({UNIT: Fraction(1)}, {(joined(scalars, work.trace(word)), ()): weight})
    least = rotation(word)
    k = next(k for k in range(len(word)) if least in (word[k:] + word[:k], turned(word[k:] + word[:k])))
    if k:
        tree = _turn(work, tree, (scalars, word), weight, k)
    return _letter(work, {UNIT: Fraction(1), (scalars, least): weight}, tree)


def _turn(work: Algebra, tree: Expr, term: Term, weight: Fraction, k: int) -> Expr:
    scalars, word = term
    u, v = joined_tree(work, word[:k]), joined_tree(work, word[k:])
    u = u if weight == 1 and not scalars else b.mul(b.num(weight), *scalar_tree(work, scalars), u)
    work.laws.append(_law("sylvester", tree, u, v))
    return b.add(node("identity", work.columns(word[k - 1])), node("matmul", v, u))


def _letter(work: Algebra, poly: Element, tree: Expr) -> Element:
    """A letter for det M; Mᵀ has the same."""
    either = (sorted(map(repr, each.items())) for each in (poly, transposed(poly)))
    key = "det " + repr(min(either))
    work.origins.setdefault(key, node("det", tree))
    return {((((("number", key), 1),)), ()): Fraction(1)}


def _law(kind: str, whole: Expr, one: Expr, other: Expr) -> dict[str, Any]:
    return {"kind": kind, "parts": [whole, one, other], "multiples": []}


def _multiple(
    weight: Fraction, scalars: list[Expr], generator: list[object], right: list[Expr]
) -> dict[str, Any]:
    return {
        "weight": str(weight), "scalars": scalars, "left": [], "generator": generator, "right": right,
        "outside": None,
    }  # fmt: skip
