"""A part of the domain where relations hold: what follows from them, and what trees ask for there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from fractions import Fraction

from derive.engine.kernel.needs import NEEDS
from derive.engine.kernel.plan import Plan
from derive.engine.kernel.points import about_places
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
    gap_of,
    odd_power,
)
from derive.engine.kernel.signs import Signs
from derive.engine.kernel.unfold import Reject, exact
from derive.expressions.build import neg
from derive.expressions.expr import (
    BINDERS,
    LOGIC,
    RELATIONS,
    Expr,
    free_indices,
    kinds,
    node,
    postorder,
)
from derive.notation.context import Context

CHOICES = kinds("abs", "max", "min", "cases", "sign", "heaviside", "iverson", "delta")
ASKING = kinds(*NEEDS)
CERTAIN = (MINUS, NOUGHT, PLUS)
OTHER_WAVE = {"sin": "cos", "cos": "sin"}


class Region(Signs):
    """A run on the part of the domain where the given relations hold."""

    def __init__(self, plan: Plan, context: Context, facts: Iterable[Expr], seeds: Sequence[Expr]) -> None:
        super().__init__(plan, context)
        self.known, self.signs, self.plain_signs = {}, {}, {}
        self.blind = False
        self.open: set[Expr] = set()
        self.sown = False
        self.facts = sorted(facts, key=lambda c: bool(c.kinds & CHOICES))  # the plain ones help the others
        self.suspecting = plan.attempt > 0
        self.learn_all(self.facts)
        if plan.thorough and seeds:
            self.begin(seeds)
        self.suspecting = False

    def learn_more(self, needs: Sequence[Expr]) -> None:
        """Further relations; after them those products whose factors they may have decided."""
        products = [r for r in self.facts if r.head in RELATIONS and gap_of(r)[0].head in ("mul", "div")]
        self.facts += needs
        self.learn_all((*needs, *products) if needs else ())

    def learn_all(self, relations: Iterable[Expr]) -> None:
        """What needs the others in order to be understood comes last."""
        late: list[Expr] = []
        for relation in relations:
            try:
                self.learn(relation)
            except Split:
                late.append(relation)
        for relation in late:
            self.learn(relation)

    def begin(self, seeds: Sequence[Expr]) -> None:
        """Look for relations between factors from now on."""
        if self.plan.thorough:
            gaps = sorted(
                (gap_of(r)[0] for r in self.facts if r.head in RELATIONS), key=lambda u: len([*postorder(u)])
            )
            self.forget()
            self.sow([*(u for u in gaps if u.head in OTHER_WAVE), *seeds, *gaps])
            self.sown = True
            self.signs.clear()
            self.learn_all(self.facts)

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

    def may_vanish(self, e: Expr) -> bool:
        return e in self.open or bool(self.sign(e) & NOUGHT)

    def look_again(self) -> None:
        """More is known now: signs that were open may not be any more, the others stay."""
        self.signs = {e: s for e, s in self.signs.items() if s in CERTAIN}

    def contradictory(self) -> bool:
        """Whether a known relation contradicts what the others leave, as far as there are points to tell."""
        if len(self.alive) < 2:
            return False
        try:
            self.signs.clear()
            for u in list(self.known):
                self.sign(u)
            for u, mask in list(self.known.items()):
                del self.known[u]
                self.signs.clear()
                found = self.sign(u)
                self.known[u] = mask
                if not found & mask:
                    return True
        except Empty:
            return True
        self.signs.clear()
        return False

    def suspect(self) -> None:
        """Raise Empty where the known relations contradict each other, without what needs a root that was
        missing at every point."""
        found = False
        with suppress(Reject, Split):
            found = self.contradictory()
        self.suspecting = False
        if found:
            raise Empty

    # ---- what is known -----------------------------------------------------------------------------

    def learn(self, relation: Expr) -> None:
        """Take a relation for true; raises Empty when it contradicts what is known."""
        if relation.head in ("truth", "defined") and relation.value is False:
            raise Empty
        if relation.head == "and":
            for part in relation.args:
                self.learn(part)
        elif relation.head == "or":
            open_parts = [c for c in relation.args if self.holds(c) is not False]
            if not open_parts:
                raise Empty
            if not any(self.holds(c) for c in open_parts):
                if len(open_parts) > 1:
                    raise Split(gap_of(open_parts[0])[0], strict=True)
                self.learn(open_parts[0])
        elif relation.head not in ("truth", "defined"):
            self._learn(*gap_of(relation))
            for need in self.asked(*relation.args, taken=False):  # it holds only where it has a value
                self._learn(*gap_of(need)) if need.head in RELATIONS else self.learn(need)

    def _learn(self, u: Expr, mask: int) -> None:
        if u.head in ("neg", "where"):
            return self._learn(u.args[0], FLIP[mask] if u.head == "neg" else mask)
        plain = self.plain(u)
        if not plain & ~mask:
            return None
        mask &= plain & self.known.get(u, ANY) if mask == MINUS | PLUS else self.sign(u)
        if not mask:
            raise Empty
        if self.known.get(u, ANY) != mask:
            self.known[u] = mask
            self.look_again()
        if (exponents := difference(u)) is not None:
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
            if q is None:  # 0^k is 0 or has no value
                self._learn(u.args[0], MINUS | PLUS)
            elif q > 0:
                self._learn(u.args[0], mask if q.denominator == 1 and q % 2 else MINUS | PLUS)
        elif (u.head in ("abs", "sqrt") and mask == NOUGHT) or odd_power(u):
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
                self.look_again()

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
        if not any(tree.kinds & ASKING for tree in trees):
            return []
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
            if e.head == "mul" and (brackets := [a for a in e.args if about_places(self.context, a)]):
                stack += brackets if self._left_out(brackets, taken=taken) else e.args
                continue
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

    def _left_out(self, brackets: Sequence[Expr], *, taken: bool) -> bool:
        """Whether a bracket is 0, or may be: then the other factors need no value."""
        inside = [b.args[0] if b.head == "iverson" else node("eq", *b.args) for b in brackets]
        return not all(map(self.truth, inside)) if taken else True
