"""Signs on a part of the domain: from the structure of a tree, and from the relations that hold there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from derive.engine.kernel import cone, line
from derive.engine.kernel.points import Point, nonzero
from derive.engine.kernel.residues import Plan, Restart, Run, Vector
from derive.engine.kernel.unfold import Reject, exact
from derive.engine.kernel.whole import parity
from derive.expressions.build import ONE, TWO, ZERO, neg, num, power, sub
from derive.expressions.expr import (
    BINDERS,
    LOGIC,
    RELATIONS,
    Expr,
    free_indices,
    kinds,
    node,
    number_value,
    postorder,
)
from derive.notation.context import Context

MINUS, NOUGHT, PLUS, ANY = 1, 2, 4, 7  # sets of signs
ALLOWED = {"eq": 2, "ne": 5, "lt": 1, "le": 3, "gt": 4, "ge": 6}
FLIP = [(m & 2) | (m & 1) << 2 | m >> 2 for m in range(8)]
TIMES = [[0] * 8 for _ in range(8)]
for a in range(8):
    for b in range(8):
        for i in range(3):
            for j in range(3):
                if a >> i & 1 and b >> j & 1:
                    TIMES[a][b] |= 1 << ((i - 1) * (j - 1) + 1)
ALWAYS = {
    "exp": PLUS,
    "value_of_gamma": PLUS,
    "heaviside": NOUGHT | PLUS,
    "iverson": NOUGHT | PLUS,
    "delta": NOUGHT | PLUS,
}
LETTERS = kinds("sym", "idx", "entry", "call")
CHOICES = kinds("abs", "max", "min", "cases", "sign", "heaviside", "iverson", "delta")
OTHER_WAVE = {"sin": "cos", "cos": "sin"}


class Split(Exception):
    """The sign of a tree is not known; `strict`: it matters whether it is zero."""

    def __init__(self, tree: Expr, *, strict: bool) -> None:
        super().__init__(f"the sign of {tree!r} is not known")
        self.tree, self.strict = tree, strict


class Empty(Exception):
    """The relations contradict each other: there is no point here."""


def plus(a: int, b: int) -> int:
    """The signs of a sum."""
    if a == NOUGHT or b == NOUGHT:
        return b if a == NOUGHT else a
    if (a | b) & 5 == 5 or not a or not b:
        return ANY
    return (a | b) & 5 | (a & b & 2)


def gap_of(relation: Expr) -> tuple[Expr, int]:
    """A relation as (u, signs of u); |u| ≤ c is u² − c² ≤ 0."""
    if relation.head not in RELATIONS:
        raise Reject(f"a condition of the form {relation.head}")
    a, b = relation.args
    if a.head == "abs" and (c := exact(b)) is not None and c > 0:
        return sub(power(a.args[0], TWO), num(c * c)), ALLOWED[relation.head]
    return (a if b is ZERO else neg(b) if a is ZERO else sub(a, b)), ALLOWED[relation.head]


class Region(Run):
    """A run on the part of the domain where the given relations hold."""

    def __init__(self, plan: Plan, context: Context, facts: Iterable[Expr], seeds: Sequence[Expr]) -> None:
        super().__init__(plan, context)
        self.known: dict[Expr, int] = {}
        self.signs: dict[Expr, int] = {}
        self.plain_signs: dict[Expr, int] = {}
        self.blind = False
        self.open: set[Expr] = set()
        self.sown = False
        self.facts = sorted(facts, key=lambda c: bool(c.kinds & CHOICES))  # the plain ones help the others
        self.learn_all(())
        if plan.thorough and seeds:
            self.begin(seeds)

    def learn_all(self, needs: Iterable[Expr]) -> None:
        """What needs the others in order to be understood comes last."""
        self.facts += needs
        late: list[Expr] = []
        for relation in self.facts:
            try:
                self.learn(relation)
            except Split:
                late.append(relation)
        for relation in late:
            self.learn(relation)

    def begin(self, seeds: Sequence[Expr]) -> None:
        """Look for relations between factors from now on."""
        if self.plan.thorough:
            gaps = (gap_of(r)[0] for r in self.facts if r.head in RELATIONS)
            self.forget()
            self.sow([*seeds, *sorted(gaps, key=lambda u: sum(1 for _ in postorder(u)))])
            self.sown = True
            self.signs.clear()
            self.learn_all(())

    def sow(self, seeds: Sequence[Expr]) -> None:
        """Factors among which relations are looked for: letters first, then the seeds."""
        conjugates = [
            node("add", a, neg(b)) for a, b in (u.args for u in seeds if u.head == "add" and len(u.args) == 2)
        ]
        conjugates += [node(OTHER_WAVE[u.head], *u.args) for u in seeds if u.head in OTHER_WAVE]
        inside = [x for x in postorder(*seeds) if x.head in ("sym", "entry")]
        arrays = {x.args[0] for x in inside if x.head == "entry"}
        inside = [x for x in inside if x not in arrays and not any(i.uid for i in free_indices(x))]
        for seed in (*inside, *seeds, *conjugates):
            if seed in arrays or any(i.uid for i in free_indices(seed)):
                continue
            try:
                self.magnitude(seed)
            except (Reject, Split):
                continue

    def parity(self, e: Expr) -> int | None:
        return parity(self, e)

    def may_vanish(self, e: Expr) -> bool:
        return e in self.open or bool(self.sign(e) & NOUGHT)

    def settled(self) -> None:
        """Raise Empty when two of the known relations contradict each other."""
        for u in list(self.known):
            self.sign(u)

    def contradict(self) -> None:
        """Raise Empty when a known relation contradicts what the others leave."""
        for u, mask in list(self.known.items()):
            del self.known[u]
            self.signs.clear()
            found = self.sign(u)
            self.known[u] = mask
            if not found & mask:
                raise Empty
        self.signs.clear()

    # ---- what is known -----------------------------------------------------------------------------

    def learn(self, relation: Expr) -> None:
        """Take a relation for true; raises Empty when it contradicts what is known."""
        if relation.head == "and":
            for part in relation.args:
                self.learn(part)
        elif relation.head == "or":
            open_parts = [c for c in relation.args if self.holds(c) is not False]
            if not any(self.holds(c) for c in open_parts):
                if len(open_parts) > 1:
                    raise Split(gap_of(open_parts[0])[0], strict=True)
                if not open_parts:
                    raise Empty
                self.learn(open_parts[0])
        elif relation.head == "truth" or relation.head == "defined":
            if relation.value is False:
                raise Empty
        else:
            self._learn(*gap_of(relation))
            for need in self.asked(*relation.args, taken=False):  # it holds only where it has a value
                self._learn(*gap_of(need)) if need.head in RELATIONS else self.learn(need)

    def _learn(self, u: Expr, mask: int) -> None:
        if u.head in ("neg", "where"):
            return self._learn(u.args[0], FLIP[mask] if u.head == "neg" else mask)
        if not self.plain(u) & ~mask:
            return None
        mask &= self.sign(u)
        if not mask:
            raise Empty
        if self.known.get(u, ANY) != mask:
            self.known[u] = mask
            self.signs.clear()
        exponents = difference(u)
        if exponents is not None:
            self._learn(exponents, mask)
        if self.sown and u.head not in ("mul", "div", "sym", "entry", "const"):
            self._learn_factors(u, mask)
        if u.head in ("mul", "div"):
            for k, a in enumerate(u.args):
                rest = PLUS
                for b in (*u.args[:k], *u.args[k + 1 :]):
                    rest = TIMES[rest][self.sign(b)]
                if rest in (MINUS, PLUS):
                    self._learn(a, mask if rest == PLUS else FLIP[mask])
                elif not mask & 2:
                    self._learn(a, MINUS | PLUS)
        elif u.head in ("pow", "abs", "sqrt") and not mask & 2:
            q = exact(u.args[1]) if u.head == "pow" else Fraction(2)
            if q and q > 0:
                self._learn(u.args[0], mask if q.denominator == 1 and q % 2 else MINUS | PLUS)
        elif u.head in ("pow",) and (q := exact(u.args[1])) and q.denominator == 1 and q % 2 and q > 0:
            self._learn(u.args[0], mask)
        return None

    def _learn_factors(self, u: Expr, mask: int) -> None:
        """u = c·∏ f^q: the sign of f where those of the others are known; f ≠ 0 where u ≠ 0."""
        try:
            found = self.related(self.value(u))
        except (Reject, Split):
            return
        if found is None:
            self.sow([u])
        for j, q in found[1].items() if found else ():
            tree, rest = self.factors[j].tree, PLUS if found and found[0] > 0 else MINUS
            for i, r in found[1].items() if found else ():
                rest = TIMES[rest][self._factor(i, r)] if i != j else rest
            if tree is not None and tree is not u and q % 2 == 1 and rest in (MINUS, PLUS):
                self._learn(tree, mask if rest == PLUS else FLIP[mask])
            elif tree is not None and not mask & 2 and q > 0 and self.sign(tree) & 2:
                self.known[tree] = self.sign(tree) & 5
                self.signs.clear()

    def _factor(self, j: int, q: Fraction) -> int:
        """The sign of f^q."""
        tree = self.factors[j].tree
        s = PLUS if tree is None else ANY if tree in self.open else self.sign(tree)
        return PLUS | s & NOUGHT if q % 2 == 0 and s & 5 else s

    def holds(self, relation: Expr) -> bool | None:
        """True or False when that is certain here."""
        if relation.head in LOGIC:
            parts = [self.holds(c) for c in relation.args]
            if relation.head == "not":
                return None if parts[0] is None else not parts[0]
            wins = relation.head == "or"
            return wins if wins in parts else None if None in parts else not wins
        if relation.head in ("truth", "defined"):
            return relation.value is not False
        u, mask = gap_of(relation)
        found = self.sign(u)
        return True if not found & ~mask else False if not found & mask else None

    # ---- signs -------------------------------------------------------------------------------------

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
        """A factor of e whose sign is open."""
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
                if tree is not None and self.sign(tree) not in (MINUS, PLUS):
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
            return PLUS if args[0].head == "atan" else NOUGHT | PLUS
        if head in ("mul", "div", "add"):
            total = self.sign(args[0])
            for a in args[1:]:
                total = plus(total, self.sign(a)) if head == "add" else TIMES[total][self.sign(a)]
            if head == "add" and total == ANY and (exponents := difference(e)) is not None:
                return self.sign(exponents)
            return self._bounded(e) if head == "add" and total == ANY else total
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
        if head == "cases":
            total = 0
            for value in args[::2]:
                total |= self.sign(value)
            return total
        return ANY

    def _power(self, base: Expr, q: Fraction | None) -> int:
        inner = self.sign(base)
        if q is None:
            return PLUS if inner == PLUS else ANY
        if q == 0:
            return PLUS
        if q.denominator == 1 and q % 2:
            return inner & (ANY if q > 0 else 5)
        return (PLUS if inner & 5 else 0) | (inner & NOUGHT if q > 0 else 0)

    def _bounded(self, e: Expr) -> int:
        """A sum in which what is not of one sign is a multiple of sines and cosines."""
        for flip in (1, -1):
            constant, loose, fine = Fraction(0), Fraction(0), True
            for a in e.args:
                c, rest = scaled(a)
                if not rest:
                    constant += flip * c
                elif all(x.head in ("sin", "cos") for x in rest):
                    loose += abs(c)
                elif self.sign(a) & (MINUS if flip > 0 else PLUS):
                    fine = False
            if fine and constant >= loose:
                s = PLUS if constant > loose else PLUS | NOUGHT
                return s if flip > 0 else FLIP[s]
        return ANY

    def _by_facts(self, e: Expr, found: int) -> int:
        """From relations about a multiple of e or e minus a number; by its factors; by its value."""
        if not e.kinds & LETTERS:
            return found & self._number(e)
        if e.head != "add" and not self.known:
            return found
        found &= self._on_line(e)
        if found in (MINUS, NOUGHT, PLUS):
            return found
        if e.head == "add" and len(e.args) == 2:
            found &= self._by_conjugate(*e.args) & self._by_conjugate(*e.args[::-1])
        v, one = self.value(e), self.constant(Fraction(1))
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

    def _by_conjugate(self, u: Expr, v: Expr) -> int:
        """u + v has the sign of (u² − v²)·(u − v), for v = c√b."""
        c, rest = scaled(v)
        root = rest[0] if len(rest) == 1 and rest[0].head in ("sqrt", "pow") else None
        if root is None or (root.head == "pow" and exact(root.args[1]) != Fraction(1, 2)):
            return ANY
        other = plus(self.sign(u), FLIP[self.sign(v)])
        if other not in (MINUS, PLUS):
            return ANY
        return TIMES[self.sign(sub(power(u, TWO), node("mul", num(c * c), root.args[0])))][other]

    def _in_cone(self, e: Expr) -> int:
        """By a sum of known relations."""
        known = list(self.known.items())
        for x in postorder(e):
            if x.head in ("sym", "entry") and x not in self.known:
                known.append((x, self.sign(x)))
            elif x.head in ("sin", "cos"):
                known += [(node("add", ONE, x), NOUGHT | PLUS), (node("add", ONE, neg(x)), NOUGHT | PLUS)]
        return cone.signs_of(e, tuple(known))

    def _on_line(self, e: Expr) -> int:
        """A rational function of one atom, by what is known of such functions of it and of its range."""
        atom = line.atom(e)
        if atom is None:
            return ANY
        known = [(u, m) for u, m in self.known.items() if line.atom(u) is atom]
        known.append((atom, self.sign(atom) if atom is not e else ANY))
        if atom.head in ("sin", "cos"):
            known.append((sub(power(atom, TWO), ONE), MINUS | NOUGHT))
        return line.signs(e, tuple(known))

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

    # ---- choices -----------------------------------------------------------------------------------

    def truth(self, c: Expr) -> bool:
        """The truth of a condition here; a Split when it changes."""
        if c.head in ("truth", "defined"):
            return c.value is not False
        if c.head == "not":
            return not self.truth(c.args[0])
        if c.head in ("and", "or"):
            return (
                all(self.truth(a) for a in c.args) if c.head == "and" else any(self.truth(a) for a in c.args)
            )
        found = self.holds(c)
        self.used_signs = True
        if found is None:
            raise Split(self.culprit(gap_of(c)[0], strict=True), strict=True)
        return found

    def chosen(self, e: Expr) -> Expr | int | Fraction:
        if e.head in ("sign", "heaviside"):
            s = self.strict_sign(e.args[0])
            return s if e.head == "sign" else Fraction(1 + s, 2)
        if e.head in ("iverson", "delta"):
            return int(self.truth(e.args[0] if e.head == "iverson" else node("eq", *e.args)))
        for value, condition in zip(e.args[::2], e.args[1::2], strict=True):
            if self.truth(condition):
                return value
        raise Reject("the cases do not cover every point")

    # ---- definedness -------------------------------------------------------------------------------

    def asked(self, *trees: Expr, taken: bool) -> list[Expr]:
        """What the values need in order to exist, the innermost first; of case distinctions the branch that
        is taken here (or, when that is not asked for, only the first condition)."""
        return list(dict.fromkeys(reversed(list(self._asked(*trees, taken=taken)))))

    def _asked(self, *trees: Expr, taken: bool) -> Iterator[Expr]:
        seen: set[Expr] = set()
        stack = list(trees)
        while stack:
            e = stack.pop()
            if e in seen:
                continue
            seen.add(e)
            rule = NEEDS.get(e.head)
            if rule is not None:
                yield from rule(self.context, *e.args)
            if e.head != "cases":
                stack += e.args[2:4] if e.head in BINDERS else e.args  # summands: see universal.py
                continue
            for value, condition in zip(e.args[::2], e.args[1::2], strict=True):
                stack.append(condition)
                if not taken:
                    break
                if self.truth(condition):
                    stack.append(value)
                    break


@lru_cache(maxsize=8192)
def scaled(e: Expr) -> tuple[Fraction, tuple[Expr, ...]]:
    """A product as (number, other factors)."""
    if e.head == "neg":
        c, rest = scaled(e.args[0])
        return -c, rest
    if e.head == "div" and (d := exact(e.args[1])):
        c, rest = scaled(e.args[0])
        return c / d, rest
    if e.head == "mul":
        parts = [scaled(a) for a in e.args]
        c = Fraction(1)
        for q, _ in parts:
            c *= q
        return c, tuple(x for _, rest in parts for x in rest)
    number = exact(e)
    return (Fraction(1), (e,)) if number is None else (number, ())


@lru_cache(maxsize=8192)
def difference(e: Expr) -> Expr | None:
    """±(u − v), which has the sign of ±(e^u − e^v)."""
    if e.head == "div" and (exact(e.args[1]) or 0) > 0:
        return difference(e.args[0])
    if e.head != "add" or len(e.args) != 2:
        return None
    (c, a), (d, b) = map(scaled, e.args)
    if not c or c + d or any(len(x) > 1 or (x and x[0].head != "exp") for x in (a, b)) or not a + b:
        return None
    u, v = (x[0].args[0] if x else ZERO for x in ((a, b) if c > 0 else (b, a)))
    return sub(u, v) if v is not ZERO else u


def _power_needs(context: Context, base: Expr, exponent: Expr) -> list[Expr]:
    q = exact(exponent)
    if q is not None:
        if q.denominator == 1:
            return [node("ne", base, ZERO)] if q < 0 else []
        return [node("ge" if q > 0 else "gt", base, ZERO)]
    if base.head == "const":
        return []
    whole = all(
        x.head in ("add", "neg", "mul", "num", "idx")
        or (x.head == "sym" and context.role(x.value) in ("size", "integer", "index"))
        for x in postorder(exponent)
    )
    return [node("ne" if whole else "gt", base, ZERO)]


NEEDS: dict[str, Callable[..., Sequence[Expr]]] = {
    "div": lambda context, a, b: [node("ne", b, ZERO)],
    "log": lambda context, u: [node("gt", u, ZERO)],
    "sqrt": lambda context, u: [node("ge", u, ZERO)],
    "tan": lambda context, u: [node("ne", node("cos", u), ZERO)],
    **dict.fromkeys(("asin", "acos"), lambda context, u: [node("ge", sub(ONE, power(u, TWO)), ZERO)]),
    "pow": _power_needs,
    "where": lambda context, value, *conditions: conditions,
}
__all__ = ["Empty", "Region", "Restart", "Split", "gap_of"]
