"""Words and the words inside traces reduced, with the multiples of what is 0 that were taken away.

A relation between numbers takes its greatest monomial out of the others; numbers xᵀ A y that are multiplied
are put side by side: (xᵀ A y)(yᵀ B x) = xᵀ A y yᵀ B x.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from derive.engine.tensors.algebra import Algebra, Element, e_plus, rotation, rotations
from derive.engine.tensors.word_reading import Reading, greatest
from derive.engine.tensors.words import (
    Poly,
    Proof,
    Rewriting,
    Scalars,
    Word,
    between,
    joined,
    order,
)

MOST_STEPS = 60


def reduced(element: Element, system: Rewriting, reading: Reading) -> tuple[Element, list[dict[str, Any]]]:
    """(normal form, multiples): words and the words inside traces are reduced, traces up to rotation.

    Numbers xᵀ A y are kept whole as long as anything else can be reduced.
    """
    proof: list[dict[str, Any]] = []
    kept = True
    for _ in range(MOST_STEPS):
        step = _one_reduction(element, system, reading, proof, kept)
        if step is None and not kept:
            return element, proof
        kept = kept and step is not None
        element = element if step is None else step
    return element, proof


def _one_reduction(
    element: Element, system: Rewriting, reading: Reading, proof: list[dict[str, Any]], kept: bool
) -> Element | None:
    algebra = reading.algebra
    for (scalars, word), weight in element.items():
        poly, used = system.reduced({((), word): Fraction(1)})
        if used:
            proof += _multiples_of(used, weight, scalars, None)
            new = algebra.cut({t: weight * x for t, x in between(scalars, (), poly, ()).items()})
            return e_plus(_without(element, (scalars, word)), new)
        found = _number_reduction(scalars, word, weight, reading, proof)
        found = found or _trace_reduction(scalars, word, weight, system, algebra, proof, kept)
        found = found or _product_reduction(scalars, word, weight, system, algebra, proof)
        if found is not None:
            return e_plus(_without(element, (scalars, word)), found)
    return None


def _number_reduction(
    scalars: Scalars, word: Word, weight: Fraction, reading: Reading, proof: list[dict[str, Any]]
) -> Element | None:
    """A monomial of numbers by a relation between numbers."""
    powers = dict(scalars)
    for place in reading.numbers:
        poly = reading.generators[place]
        taken = greatest(poly) or ()
        if any(powers.get(atom, 0) < power for atom, power in taken):
            continue
        rest = joined(scalars, tuple((atom, -power) for atom, power in taken))
        factor = weight / poly[taken, ()]
        proof.append(multiple(factor, rest, word, place, (), None))
        whole = {(joined(rest, s), word): -factor * x for (s, _), x in poly.items() if s != taken}
        return whole or {((), word): Fraction(0)}
    return None


def _product_reduction(
    scalars: Scalars,
    word: Word,
    weight: Fraction,
    system: Rewriting,
    algebra: Algebra,
    proof: list[dict[str, Any]],
) -> Element | None:
    """(xᵀ A y)(yᵀ B x) = xᵀ A y yᵀ B x, where the words between are less: numbers put side by side."""
    numbers = [(atom, algebra.opened(atom[1])) for atom, p in scalars if p >= 1 and atom[0] == "tr"]
    for k, (atom, inner) in enumerate(numbers):
        for other, second in numbers[k + (dict(scalars)[atom] < 2) :]:
            others = joined(scalars, ((atom, -1), (other, -1)) if atom != other else ((atom, -2),))
            for w in (u + v for u in inner for v in second):
                poly, used = system.reduced({((), w): Fraction(1)})
                if used and all(len(v) < len(w) for _, v in poly):
                    proof += [
                        multiple(weight * c, joined(others, s), u, g, v, word) for c, s, u, g, v in used
                    ]
                    return traces(algebra, poly, w, others, word, weight)
        others = joined(scalars, ((atom, -1),))
        for at in algebra.cuts(word):
            for w in (word[:at] + u + word[at:] for u in inner):
                poly, used = system.reduced({((), w): Fraction(1)})
                if used and all(len(v) < len(w) for _, v in poly):
                    proof += [
                        multiple(weight * c, joined(others, s), u, g, v, None) for c, s, u, g, v in used
                    ]
                    return algebra.cut({t: weight * x for t, x in between(others, (), poly, ()).items()})
    return None


def _trace_reduction(
    scalars: Any,
    word: Any,
    weight: Fraction,
    system: Rewriting,
    algebra: Algebra,
    proof: list[dict[str, Any]],
    kept: bool,
) -> Element | None:
    """One trace of the product reduced, where that makes its word less; any rotation of it will do.

    kept   whether a number xᵀ A y is only reduced as it stands
    """
    for place, (atom, power) in enumerate(scalars):
        if atom[0] != "tr" or power < 1 or isinstance(atom[1], str):
            continue
        fewer = ((atom, power - 1),) if power > 1 else ()
        others = (*scalars[:place], *fewer, *scalars[place + 1 :])
        for inner in (algebra.opened(atom[1]) if kept else []) or rotations(atom[1]):
            poly, used = system.reduced({((), inner): Fraction(1)})
            if used and all(order(rotation(w)) < order(atom[1]) for _, w in poly):
                proof += _multiples_of(used, weight, others, word)
                return traces(algebra, poly, inner, others, word, weight)
    return None


def traces(algebra: Algebra, poly: Poly, like: Any, others: Any, word: Any, weight: Fraction) -> Element:
    """weight · others · tr(poly) · word; an identity in it has the size at which `like` begins."""
    found: Element = {}
    for (s, w), x in poly.items():
        more, factor = (algebra.trace(w), Fraction(1)) if w else algebra.identity_trace(like)
        found = e_plus(found, {(joined(joined(others, s), more), word): weight * x * factor})
    return found


def _multiples_of(
    used: Proof, weight: Fraction, others: Scalars, outside: Word | None
) -> list[dict[str, Any]]:
    """Each step of a reduction times weight · others, as it stands or as its trace times a word."""
    return [multiple(weight * c, joined(others, s), u, g, v, outside) for c, s, u, g, v in used]


def _without(element: Element, key: Any) -> Element:
    return {k: x for k, x in element.items() if k != key}


def multiple(weight: Fraction, scalars: Any, u: Any, g: int, v: Any, outside: Any) -> dict[str, Any]:
    return {"weight": weight, "scalars": scalars, "left": u, "generator": g, "right": v, "trace of": outside}
