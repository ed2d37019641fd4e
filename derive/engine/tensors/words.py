"""Polynomials in letters that do not commute, and the rules they are reduced by.

A word is a tuple of letters; the empty word is an identity.  Aᵀ is the letter (A, True).  A word stands with
numbers that commute with it: c · t · tr(A) · A B.
Completion (words ≤ 8 letters, ≤ 200 rules) keeps for every rule how it follows from the generators:
left − right = Σ c · s · u · g · v, so that a reduction to 0 can be checked by multiplication alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from derive.errors import VacuousAssumptions

Letter = tuple[str, bool]
Word = tuple[Letter, ...]
Atom = tuple[str, Word | str]
Scalars = tuple[tuple[Atom, int | Fraction], ...]
Term = tuple[Scalars, Word]
Poly = dict[Term, Fraction]
Proof = list[tuple[Fraction, Scalars, Word, int, Word]]
LONGEST = 8
MOST_RULES = 200


def joined(a: Scalars, c: Scalars) -> Scalars:
    """The product of two monomials in numbers."""
    if not a or not c:
        return a or c
    found = dict(a)
    for atom, power in c:
        found[atom] = found.get(atom, 0) + power
    return tuple(sorted(((k, p) for k, p in found.items() if p), key=repr))


def plus(a: Mapping[Term, Fraction], c: Mapping[Term, Fraction], scale: Fraction = Fraction(1)) -> Poly:
    found = dict(a)
    for term, weight in c.items():
        found[term] = found.get(term, Fraction(0)) + scale * weight
    return {t: x for t, x in found.items() if x}


def times(a: Mapping[Term, Fraction], c: Mapping[Term, Fraction]) -> Poly:
    found: Poly = {}
    for (s, u), x in a.items():
        for (t, v), y in c.items():
            term = (joined(s, t), u + v)
            found[term] = found.get(term, Fraction(0)) + x * y
    return {t: x for t, x in found.items() if x}


def between(scalars: Scalars, u: Word, poly: Mapping[Term, Fraction], v: Word) -> Poly:
    """scalars · u · poly · v."""
    return {(joined(scalars, s), u + w + v): x for (s, w), x in poly.items()}


def turned(word: Word) -> Word:
    """(A B)ᵀ = Bᵀ Aᵀ."""
    return tuple((name, not flip) for name, flip in reversed(word))


def transposed(a: Mapping[Term, Fraction]) -> Poly:
    return {(s, turned(w)): x for (s, w), x in a.items()}


def order(word: Word) -> tuple[int, Word]:
    return (len(word), word)


def term_order(term: Term) -> tuple[tuple[int, Word], str]:
    return (order(term[1]), repr(term[0]))


@dataclass(frozen=True)
class WordRule:
    """left → right, with the proof that left − right is in the ideal of the generators."""

    left: Word
    right: Poly
    proof: Proof


@dataclass
class Rewriting:
    """The rules that follow from the generators (each generator is 0)."""

    generators: Sequence[Poly]
    rules: list[WordRule] = field(default_factory=list)

    def reduced(self, poly: Mapping[Term, Fraction]) -> tuple[Poly, Proof]:
        """(normal form, proof): poly = normal form + Σ c s u g v."""
        waiting, done, proof = dict(poly), Poly(), Proof()
        while waiting:
            scalars, word = term = max(waiting, key=term_order)
            weight = waiting.pop(term)
            found = self._match(word)
            if found is None:
                done[term] = weight
                continue
            rule, at = found
            u, v = word[:at], word[at + len(rule.left) :]
            proof += [(weight * c, joined(scalars, s), u + a, g, z + v) for c, s, a, g, z in rule.proof]
            waiting = plus(waiting, between(scalars, u, rule.right, v), weight)
        return done, proof

    def _match(self, word: Word) -> tuple[WordRule, int] | None:
        for rule in self.rules:
            size = len(rule.left)
            for at in range(len(word) - size + 1):
                if word[at : at + size] == rule.left:
                    return rule, at
        return None

    def add(self, poly: Mapping[Term, Fraction], proof: Proof) -> bool:
        """A new rule from poly = Σ proof, unless it reduces to 0; raises VacuousAssumptions for 1 = 0.

        A word whose coefficient is a sum of numbers cannot be told by the others.
        """
        rest, used = self.reduced(poly)
        if not rest:
            return False
        scalars, left = max(rest, key=term_order)
        if not left and all(not s for s, _ in rest):
            raise VacuousAssumptions("the identity matrix would be 0 under the assumptions")
        if not left or sum(w == left for _, w in rest) > 1:
            return False
        weight = rest.pop((scalars, left))
        if len(left) > LONGEST or len(self.rules) >= MOST_RULES:
            return False
        under = tuple((atom, -power) for atom, power in scalars)
        whole = [(c / weight, joined(under, s), a, g, z) for c, s, a, g, z in proof] + [
            (-c / weight, joined(under, s), a, g, z) for c, s, a, g, z in used
        ]
        older = [r for r in self.rules if _within(left, r.left)]
        self.rules = [r for r in self.rules if not _within(left, r.left)]
        right = {(joined(under, s), w): -x / weight for (s, w), x in rest.items()}
        self.rules.append(WordRule(left, right, _gathered(whole)))
        for rule in older:
            self.add(plus({((), rule.left): Fraction(1)}, rule.right, Fraction(-1)), rule.proof)
        return True


def _within(part: Word, whole: Word) -> bool:
    return any(whole[k : k + len(part)] == part for k in range(len(whole) - len(part) + 1))


def _gathered(proof: Iterable[tuple[Fraction, Scalars, Word, int, Word]]) -> Proof:
    found: dict[tuple[Scalars, Word, int, Word], Fraction] = {}
    for c, s, u, g, v in proof:
        found[s, u, g, v] = found.get((s, u, g, v), Fraction(0)) + c
    return [(c, *key) for key, c in found.items() if c]


def completed(generators: Sequence[Poly], rounds: int = 6) -> Rewriting:
    """The rules of the generators, completed by their overlaps within the limits."""
    system = Rewriting(generators)
    for place, poly in enumerate(generators):
        if poly:
            system.add(poly, [(Fraction(1), (), (), place, ())])
    seen: set[tuple[Word, Word, int]] = set()
    for _ in range(rounds):
        rules = list(system.rules)
        fresh = False
        for first in rules:
            for second in rules:
                fresh |= _overlaps(system, first, second, seen)
        if not fresh:
            break
    return system


def _overlaps(
    system: Rewriting, first: WordRule, second: WordRule, seen: set[tuple[Word, Word, int]]
) -> bool:
    """u v → … and v w → …: both reductions of u v w are the same."""
    fresh = False
    for size in range(1, min(len(first.left), len(second.left)) + 1):
        if first is second and size == len(first.left):
            continue
        key = (first.left, second.left, size)
        if key in seen or first.left[-size:] != second.left[:size]:
            continue
        seen.add(key)
        u, w = first.left[:-size], second.left[size:]
        if len(u) + len(w) + size > LONGEST + 2:
            continue
        one, two = between((), (), first.right, w), between((), u, second.right, ())
        proof = [(c, s, u + a, g, z) for c, s, a, g, z in second.proof]
        proof += [(-c, s, a, g, z + w) for c, s, a, g, z in first.proof]
        fresh |= system.add(plus(one, two, Fraction(-1)), proof)
    return fresh
