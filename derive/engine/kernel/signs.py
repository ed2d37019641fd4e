"""The signs that a tree can have: from its structure, and from the relations that are known."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction

from derive.engine.kernel import cone, line
from derive.engine.kernel.points import Point, about_places, nonzero
from derive.engine.kernel.primes import Vector
from derive.engine.kernel.relations import (
    ANY,
    FLIP,
    MINUS,
    NOUGHT,
    PLUS,
    TIMES,
    Empty,
    Split,
    difference,
    plus,
)
from derive.engine.kernel.residues import Run
from derive.engine.kernel.signs_of_sums import COMPARING, by_conjugate, compared, of_sum
from derive.engine.kernel.unfold import Reject, exact
from derive.engine.kernel.waves import ranges, sign_of_wave
from derive.engine.kernel.whole import all_whole, common_denominator, is_half_turns, is_whole
from derive.expressions.build import ONE, TWO, add, mul, num, power, sub
from derive.expressions.expr import Expr, free_indices, kinds, node, number_value, postorder
from derive.expressions.walk import alpha_equal

ALWAYS = {
    "exp": PLUS,
    "value_of_gamma": PLUS,
    "acos": NOUGHT | PLUS,
    "heaviside": NOUGHT | PLUS,
    "iverson": NOUGHT | PLUS,
    "delta": NOUGHT | PLUS,
}
LETTERS = kinds("sym", "idx", "entry", "call")
MOST_TERMS = 3


class Signs(Run):
    """A run with known relations."""

    known: dict[Expr, int]
    signs: dict[Expr, int]
    plain_signs: dict[Expr, int]
    open: set[Expr]
    blind: bool
    used_signs: bool

    def sign_of(self, e: Expr) -> int:
        self.used_signs = True
        found = self.sign(e)
        if not found & MINUS or not found & PLUS:
            return -1 if found & MINUS else 1
        raise Split(self.culprit(e, strict=False), strict=False)

    def strict_sign(self, e: Expr) -> int:
        self.used_signs = True
        found = self.sign(e)
        if found in (MINUS, NOUGHT, PLUS):
            return {MINUS: -1, NOUGHT: 0, PLUS: 1}[found]
        raise Split(self.culprit(e, strict=True), strict=True)

    def is_open(self, e: Expr, *, strict: bool) -> bool:
        """Whether e may be of either sign; `strict`: or may be zero or not."""
        found = self.sign(e)
        return found not in (MINUS, NOUGHT, PLUS) if strict else bool(found & MINUS and found & PLUS)

    def culprit(self, e: Expr, *, strict: bool) -> Expr:
        """A factor of e whose sign is open; first of what is compared within."""
        if e.kinds & COMPARING:
            with suppress(Reject):
                self.value(e)
        while e.head in ("mul", "div", "neg", "where", "pow"):
            inner = e.args[:1] if e.head in ("where", "pow") else e.args
            found = next((a for a in inner if self.is_open(a, strict=strict)), None)
            if found is None:
                return e
            e = found
        if self.plan.thorough and e.head == "add":
            found_powers = self.related(self.value(e))
            for j in found_powers[1] if found_powers else ():
                tree = self.factors[j].tree
                if tree is not None and self.is_open(tree, strict=strict):
                    return tree
        return e

    def sign(self, e: Expr) -> int:
        """The set of signs that e can have here."""
        if self.blind:
            if e not in self.plain_signs:
                self.plain_signs[e] = self._structure(e)
            return self.plain_signs[e]
        found = self.signs.get(e)
        if found is None:
            found = self._structure(e) & self.known.get(e, ANY)
            if found not in (MINUS, NOUGHT, PLUS) and e not in self.open:
                self.open.add(e)
                try:
                    found = self._by_facts(e, found)
                finally:
                    self.open.discard(e)
            self.signs[e] = found
        if not found:
            raise Empty
        return found

    def plain(self, e: Expr) -> int:
        """The signs that the structure alone leaves."""
        self.blind = True
        try:
            return self.sign(e)
        finally:
            self.blind = False

    def _structure(self, e: Expr) -> int:
        head, args = e.head, e.args
        number = number_value(e)
        if number is not None:
            return PLUS if number > 0 else MINUS if number < 0 else NOUGHT
        if head in ALWAYS or head == "const" or (head == "sym" and self.context.role(e.value) == "size"):
            return ALWAYS.get(head, PLUS)
        if head in ("where", "atan", "asin", "erf", "sign"):
            return self.sign(args[0])
        if head == "neg":
            return FLIP[self.sign(args[0])]
        if head == "log":
            return self.sign(sub(args[0], ONE))
        if head == "cos" and args[0].head in ("atan", "asin"):
            rest = sub(ONE, power(args[0].args[0], TWO)) if args[0].head == "asin" else ONE
            return PLUS if self.sign(rest) == PLUS else NOUGHT | PLUS  # cos asin u = √(1 − u²)
        if head in ("sin", "cos") and is_half_turns(self, args[0]):
            return MINUS | PLUS if head == "cos" else NOUGHT
        if head in ("sin", "cos") and args[0].kinds & LETTERS and self.known:
            return sign_of_wave(self, args[0], 0 if head == "sin" else 1)
        if head == "tan":
            return TIMES[self.sign(node("sin", *args))][self.sign(node("cos", *args))]
        if head in ("mul", "div", "add"):
            try:
                total = self.sign(args[0])
                for a in args[1:]:
                    total = plus(total, self.sign(a)) if head == "add" else TIMES[total][self.sign(a)]
            except Empty:
                if head == "mul" and any(about_places(self.context, a) for a in args):
                    return NOUGHT  # [c]·f where f has no value
                raise
            if head == "add" and total == ANY and (exponents := difference(e)) is not None:
                return self.sign(exponents)
            if head == "mul" and total == ANY and len(args) == 2 and alpha_equal(*args):
                return NOUGHT | PLUS
            return of_sum(self, e) if head == "add" and total == ANY else total
        if head in ("abs", "sqrt", "pow"):
            return self._power(args[0], exact(args[1]) if head == "pow" else Fraction(1, 2))
        if head in ("max", "min"):
            signs = [self.sign(a) for a in args]
            order = signs if head == "max" else [FLIP[s] for s in signs]
            best = 0
            for s in (PLUS, NOUGHT, MINUS):
                if any(m & s for m in order):
                    best |= s
                if any(not m & ~(s | s << 1 | s << 2) & ANY for m in order):
                    break
            return best if head == "max" else FLIP[best]
        return self._of_branches(args) if head == "cases" else ANY

    def _of_branches(self, args: Sequence[Expr]) -> int:
        """A branch that has no value here is not taken."""
        total = 0
        for value in args[::2]:
            with suppress(Empty):
                total |= self.sign(value)
        return total

    def _power(self, base: Expr, q: Fraction | None) -> int:
        inner = self.sign(base)
        if q is None:
            return inner if inner in (PLUS, MINUS | PLUS) else MINUS | PLUS if inner == MINUS else ANY
        if q == 0:
            return PLUS
        if q.denominator == 1 and q % 2:
            return inner & (ANY if q > 0 else 5)
        return (PLUS if inner & 5 else 0) | (inner & NOUGHT if q > 0 else 0)

    def _by_facts(self, e: Expr, found: int) -> int:
        """From relations about a multiple of e or e minus a number; by its factors; by its value."""
        if not e.kinds & LETTERS:
            return found & self._number(e)
        if e.head != "add" and not self.known:
            return found
        plain = compared(self, e) if e.kinds & COMPARING else e
        if plain is not e:
            return found & self.sign(plain)
        found &= self._on_line(e)
        if found in (MINUS, NOUGHT, PLUS):
            return found
        terms = [t for a in e.args for t in (a.args if a.head == "add" else (a,))] if e.head == "add" else []
        if 0 < len(terms) <= MOST_TERMS:
            for k, a in enumerate(terms):
                found &= by_conjugate(self, add(*terms[:k], *terms[k + 1 :]), a)
        try:
            v, one = self.value(e), self.one
        except Split as split:
            if any(i.uid for i in free_indices(split.tree)):
                return found  # cases of one summand say nothing of the others
            raise
        c = self.ratio(v, one)
        if c is not None or self.zero(v):
            return found & (NOUGHT if not c else PLUS if c > 0 else MINUS)
        for u, mask in list(self.known.items()):
            if u in self.open or u is e:
                continue
            try:
                w = self.value(u)
            except Split:
                continue
            except Reject:
                if self.suspecting:
                    continue
                raise
            c = self.ratio(v, w)
            if c is not None:
                found &= mask if c > 0 else FLIP[mask]
                continue
            for t in (1, -1):  # e = t·u + c: above 0 where t·u ≥ 0 and c > 0, below 0 where both are turned
                low = mask if t > 0 else FLIP[mask]
                c = self.offset(v, w, t)
                if c and not low & (MINUS if c > 0 else PLUS):
                    found &= PLUS if c > 0 else MINUS
        if self.plan.thorough and found not in (MINUS, NOUGHT, PLUS) and e.head not in ("sym", "entry"):
            found &= self._by_factors(v)
        if self.plan.thorough and found not in (MINUS, NOUGHT, PLUS):
            found &= self._in_cone(e)
        return found

    def _in_cone(self, e: Expr) -> int:
        """By a sum of known relations; an integer above 0 is at least 1."""
        known = list(self.known.items())
        for x in postorder(e):
            if x.head == "sym" and self.context.role(x.value) == "size":
                known.append((x, PLUS))
            elif x.head in ("sym", "entry") and x not in self.known:
                known.append((x, self.sign(x)))
            known += ranges(self, x)
        steps = tuple(self._whole_step(u, m) for u, m in known)
        found = cone.signs_of(e, steps)
        d = num(common_denominator(e))
        if found == ANY and all_whole(self, mul(d, e)):  # above −1 is at least 0
            if cone.signs_of(add(mul(d, e), ONE), steps) == PLUS:
                found = NOUGHT | PLUS
            elif cone.signs_of(sub(mul(d, e), ONE), steps) == MINUS:
                found = MINUS | NOUGHT
        return found

    def _whole_step(self, u: Expr, mask: int) -> tuple[Expr, int]:
        """u ≥ 1 for an integer u > 0."""
        if mask not in (MINUS, PLUS) or not all_whole(self, u):
            return u, mask
        return (sub(u, ONE), NOUGHT | PLUS) if mask == PLUS else (add(u, ONE), MINUS | NOUGHT)

    def _on_line(self, e: Expr) -> int:
        """A rational function of one atom, by what is known of such functions of it and of its range."""
        atom = line.atom(e)
        if atom is None:
            return ANY
        known = [(u, m) for u, m in self.known.items() if line.atom(u) is atom]
        known.append((atom, self.sign(atom) if atom is not e else ANY))
        if atom.head in ("sin", "cos"):
            known.append((sub(power(atom, TWO), ONE), MINUS | NOUGHT))
        return line.signs(e, tuple(known), is_whole(self, atom))

    def _by_factors(self, v: Vector) -> int:
        known = self.related(v)
        if known is None:
            return ANY
        total = PLUS if known[0] > 0 else MINUS
        for j, q in known[1].items():
            total = TIMES[total][self._factor(j, q)]
        return total

    def _number(self, e: Expr) -> int:
        try:
            x = Point({}).value(e)
        except Reject:
            return ANY
        if not nonzero(x):
            return ANY if not isinstance(x, Fraction) else NOUGHT
        return PLUS if x > 0 else MINUS

    def _factor(self, j: int, q: Fraction) -> int:
        """The sign of f^q; of |f|^q where q is no integer."""
        tree = self.factors[j].tree
        s = PLUS if tree is None else ANY if tree in self.open else self.sign(tree)
        return s if q % 2 == 1 else PLUS | s & NOUGHT if s & 5 else s
