"""Polynomials in letters that do not commute, and the rules they are reduced by.

A word is a tuple of letters; the empty word is an identity.  Aᵀ is the letter (A, True).
Completion (words ≤ 8 letters, ≤ 200 rules) keeps for every rule how it follows from the generators:
left − right = Σ c · u · g · v, so that a reduction to 0 can be checked by multiplication alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from derive.errors import VacuousAssumptions

Letter = tuple[str, bool]
Word = tuple[Letter, ...]
Poly = dict[Word, Fraction]
Proof = list[tuple[Fraction, Word, int, Word]]
LONGEST = 8
MOST_RULES = 200


def plus(a: Mapping[Word, Fraction], c: Mapping[Word, Fraction], scale: Fraction = Fraction(1)) -> Poly:
    found = dict(a)
    for word, weight in c.items():
        found[word] = found.get(word, Fraction(0)) + scale * weight
    return {w: x for w, x in found.items() if x}


def times(a: Mapping[Word, Fraction], c: Mapping[Word, Fraction]) -> Poly:
    found: Poly = {}
    for u, x in a.items():
        for v, y in c.items():
            found[u + v] = found.get(u + v, Fraction(0)) + x * y
    return {w: x for w, x in found.items() if x}


def turned(word: Word) -> Word:
    """(A B)ᵀ = Bᵀ Aᵀ."""
    return tuple((name, not flip) for name, flip in reversed(word))


def transposed(a: Mapping[Word, Fraction]) -> Poly:
    return {turned(w): x for w, x in a.items()}


def order(word: Word) -> tuple[int, Word]:
    return (len(word), word)


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

    def reduced(self, poly: Mapping[Word, Fraction]) -> tuple[Poly, Proof]:
        """(normal form, proof): poly = normal form + Σ c u g v."""
        waiting, done, proof = dict(poly), Poly(), Proof()
        while waiting:
            word = max(waiting, key=order)
            weight = waiting.pop(word)
            found = self._match(word)
            if found is None:
                done[word] = weight
                continue
            rule, at = found
            u, v = word[:at], word[at + len(rule.left) :]
            proof += [(weight * c, u + a, g, z + v) for c, a, g, z in rule.proof]
            waiting = plus(waiting, {u + w + v: x for w, x in rule.right.items()}, weight)
        return done, proof

    def _match(self, word: Word) -> tuple[WordRule, int] | None:
        for rule in self.rules:
            size = len(rule.left)
            for at in range(len(word) - size + 1):
                if word[at : at + size] == rule.left:
                    return rule, at
        return None

    def add(self, poly: Mapping[Word, Fraction], proof: Proof) -> bool:
        """A new rule from poly = Σ proof, unless it reduces to 0; raises VacuousAssumptions for 1 = 0."""
        rest, used = self.reduced(poly)
        if not rest:
            return False
        left = max(rest, key=order)
        weight = rest.pop(left)
        if not left:
            raise VacuousAssumptions("the identity matrix would be 0 under the assumptions")
        if len(left) > LONGEST or len(self.rules) >= MOST_RULES:
            return False
        whole = [(c / weight, a, g, z) for c, a, g, z in proof] + [
            (-c / weight, a, g, z) for c, a, g, z in used
        ]
        older = [r for r in self.rules if _within(left, r.left)]
        self.rules = [r for r in self.rules if not _within(left, r.left)]
        self.rules.append(WordRule(left, {w: -x / weight for w, x in rest.items()}, _gathered(whole)))
        for rule in older:
            self.add(plus({rule.left: Fraction(1)}, rule.right, Fraction(-1)), rule.proof)
        return True


def _within(part: Word, whole: Word) -> bool:
    return any(whole[k : k + len(part)] == part for k in range(len(whole) - len(part) + 1))


def _gathered(proof: Iterable[tuple[Fraction, Word, int, Word]]) -> Proof:
    found: dict[tuple[Word, int, Word], Fraction] = {}
    for c, u, g, v in proof:
        found[u, g, v] = found.get((u, g, v), Fraction(0)) + c
    return [(c, u, g, v) for (u, g, v), c in found.items() if c]


def completed(generators: Sequence[Poly], rounds: int = 6) -> Rewriting:
    """The rules of the generators, completed by their overlaps within the limits."""
    system = Rewriting(generators)
    for place, poly in enumerate(generators):
        if poly:
            system.add(poly, [(Fraction(1), (), place, ())])
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
        one = {x + w: c for x, c in first.right.items()}
        two = {u + x: c for x, c in second.right.items()}
        proof = [(c, u + a, g, z) for c, a, g, z in second.proof]
        proof += [(-c, a, g, z + w) for c, a, g, z in first.proof]
        fresh |= system.add(plus(one, two, Fraction(-1)), proof)
    return fresh
