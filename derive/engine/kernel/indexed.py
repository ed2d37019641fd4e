"""Sums of symbolic length: written out up to a bound, which the finite-n principle turns into a proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Any

from derive.engine.kernel.equal import Task, audited, check_witness, combination, learn, repeated
from derive.engine.kernel.instance import Instance
from derive.engine.kernel.points import Point
from derive.engine.kernel.polynomial import Reject
from derive.engine.kernel.rules import conditions_of
from derive.expressions.build import ONE
from derive.expressions.expr import BINDERS, LOGIC, RELATIONS, Expr, Index, free_indices, node, postorder
from derive.expressions.walk import alpha, rebuild, substitute
from derive.notation.context import Context

MOST_INSTANCES = 600
ANALYTIC = frozenset("num dec const sym idx entry add mul neg div exp log sin cos sum delta iverson where".split()) | RELATIONS | LOGIC | {"truth"}
RATIONAL = frozenset({"add", "mul", "neg", "div", "sum", "where", "delta", "iverson"})


@dataclass
class Reading:
    """The tree with its non-rational parts abstracted, and what the indices range over."""

    context: Context
    sizes: dict[Index, str] = field(default_factory=dict)
    names: dict[Expr, Expr] = field(default_factory=dict)
    ordered: bool = False

    # ---- sums inside other functions become letters ------------------------------------------------

    def abstract(self, e: Expr, rational: bool = True) -> Expr:
        if e.head == "where":
            return self.abstract(e.args[0], rational)
        if e.head == "prod" or (not rational and (e.head == "sum" or self.is_size(e))):
            return self._letter(e)
        if e.head in BINDERS:
            return rebuild(e, (self.abstract(e.args[0], rational), *e.args[1:]))
        if e.head == "pow" and e.args[1].head == "num" and e.args[1].value.denominator == 1:
            return rebuild(e, (self.abstract(e.args[0], rational), e.args[1]))
        if e.head in ("idx", "entry", "delta") or e.head in RELATIONS:
            return e
        return rebuild(e, (self.abstract(a, rational and e.head in RATIONAL) for a in e.args))

    def is_size(self, e: Expr) -> bool:
        return e.head == "sym" and self.context.role(e.value) == "size"

    def _letter(self, e: Expr) -> Expr:
        """A free letter, with the indices free in `e`; the same one for the same form."""
        free = [x for x in postorder(e) if x.head == "idx" and x.value in free_indices(e)]
        marks = {x: node("idx", value=Index("·", -5000 - k)) for k, x in enumerate(free)}
        key = alpha(substitute(e, marks))
        base = self.names.setdefault(key, node("sym", value=f"\N{LOZENGE}{len(self.names)}"))
        return node("entry", base, *free) if free else base

    # ---- what the indices range over ---------------------------------------------------------------

    def ranges(self, e: Expr) -> None:
        """Fill `sizes`; anything that sees an index except through entries, δ and comparisons is out."""
        for x in postorder(e):
            if x.head in BINDERS:
                _, index, lo, hi, _ = x.args
                if lo is not ONE or not self.is_size(hi):
                    raise Reject("a sum that does not run from 1 to a size")
                self._settle(index.value, hi.value)
        for x in postorder(e):
            if x.head == "entry":
                self._entry(x)
        for x in postorder(e):
            if x.head == "delta" or (x.head in RELATIONS and any(a.head == "idx" for a in x.args)):
                self._compared(x)
            elif any(a.head == "idx" for a in x.args) and x.head not in BINDERS | {"entry"}:
                raise Reject("an index outside of entries, deltas and comparisons")

    def _settle(self, index: Index, size: str) -> None:
        if self.sizes.setdefault(index, size) != size:
            raise Reject(f"the index {index.name} runs over two different sizes")

    def _entry(self, x: Expr) -> None:
        letter = self.context.letters.get(x.args[0].value)
        if x.args[0] in self.names.values():
            return
        if letter is None or len(letter.axes) != len(x.args) - 1:
            raise Reject("an array whose sizes are not declared")
        for a, size in zip(x.args[1:], letter.axes, strict=True):
            if a.head != "idx" or not self.is_size(size):
                raise Reject("an entry with something other than an index letter")
            self._settle(a.value, size.value)

    def _compared(self, x: Expr) -> None:
        a, b = x.args
        if a.head != "idx" or b.head != "idx":
            raise Reject("arithmetic with indices")
        known = self.sizes.get(a.value) or self.sizes.get(b.value)
        if known is None:
            raise Reject("an index with an unknown range")
        self._settle(a.value, known)
        self._settle(b.value, known)
        self.ordered = self.ordered or x.head in ("lt", "le", "gt", "ge")

    # ---- the number of dummies in a monomial -------------------------------------------------------

    def is_local(self, e: Expr) -> bool:
        """No sums and no sizes: a function of the entries at its indices."""
        return not any(x.head == "sum" or self.is_size(x) for x in postorder(e))

    def powers(self, e: Expr) -> Counter[Expr]:
        """e as a product of powers of sums, sizes and whatever adds them; local factors left out."""
        if self.is_local(e):
            return Counter()
        if e.head in ("mul", "neg", "div"):
            parts = [self.powers(a) for a in e.args]
            if e.head == "div":
                parts[1] = _times(parts[1], -1)
                self._divisor(parts[1])
            return Counter({k: sum(p[k] for p in parts) for p in parts for k in p})
        if e.head == "pow" and e.args[1].head == "num" and e.args[1].value.denominator == 1:
            n = int(e.args[1].value)
            if n < 0:
                self._divisor(self.powers(e.args[0]))
            return _times(self.powers(e.args[0]), n)
        if e.head not in ("sum", "add", "sym"):
            raise Reject(f"a sum inside {e.head}")
        return Counter({e: 1})

    def degree(self, e: Expr) -> tuple[Counter[str], Counter[Expr]]:
        """(dummies of each size in a monomial of the numerator, what the denominator is made of)."""
        above: Counter[str] = Counter()
        below: Counter[Expr] = Counter()
        for part, n in self.powers(e).items():
            top, bottom = self._sum_degree(part)
            above += _times(top if n > 0 else self.weight(bottom), abs(n))
            below += _times(bottom, n) if n > 0 else Counter({alpha(part): -n})
        return above, below

    def _divisor(self, parts: Counter[Expr]) -> None:
        """Denominators are analytic, so that they are zero almost nowhere when they have a value at all."""
        for x in postorder(*parts):
            whole = x.head == "pow" and x.args[1].head == "num" and x.args[1].value.denominator == 1
            if x.head not in ANALYTIC and not whole:
                raise Reject(f"{x.head} in a sum below a fraction line")

    def _sum_degree(self, e: Expr) -> tuple[Counter[str], Counter[Expr]]:
        if e.head == "sym":
            return Counter({e.value: 1}), Counter()
        if e.head == "sum":
            above, below = self.degree(e.args[0])
            if any(e.args[1].value in free_indices(d) for d in below):
                raise Reject("a sum below a fraction line that depends on an outer index")
            return above + Counter({e.args[3].value: 1}), below
        parts = [self.degree(a) for a in e.args]
        common: Counter[Expr] = Counter()
        for _, below in parts:
            common |= below
        total: Counter[str] = Counter()
        for above, below in parts:
            total |= above + self.weight(common - below)
        return total, common

    def weight(self, below: Counter[Expr]) -> Counter[str]:
        total: Counter[str] = Counter()
        for g, n in below.items():
            total += _times(self._sum_degree(g)[0], n)
        return total

    # ---- all instances that must be tried ----------------------------------------------------------

    def instances(self, e: Expr) -> Iterator[dict[str, int]]:
        above, _ = self.degree(e)
        free = {i: self.sizes.get(i, "") for i in sorted(free_indices(e), key=lambda i: i.name)}
        if any(i.uid for i in free) or "" in free.values():
            raise Reject("a free index with an unknown range")
        axes = {s: [i.name for i in free if free[i] == s] for s in {**dict.fromkeys(self.sizes.values()), **above}}
        grids = []
        for size, names in axes.items():
            top = above[size] + len(names) + (not names)
            grids.append([{size: n, **p} for n in range(1, top + 1) for p in self._patterns(names, n)])
        total = 1
        for g in grids:
            total *= len(g)
        if total > MOST_INSTANCES:
            raise Reject("too many sizes and index patterns to try")
        for choice in product(*grids):
            yield {k: v for part in choice for k, v in part.items()}

    def _patterns(self, names: list[str], n: int) -> list[dict[str, int]]:
        """Every pattern of equalities (with comparisons: every choice) of the free indices in 1…n."""
        found = []
        for values in product(range(1, n + 1), repeat=len(names)):
            if self.ordered or all(v <= max(values[:k], default=0) + 1 for k, v in enumerate(values)):
                found.append(dict(zip(names, values, strict=True)))
        return found


def _times(c: Counter[Any], n: int) -> Counter[Any]:
    return Counter({k: v * n for k, v in c.items()})


def prove_indexed(task: Task) -> None:
    """left = right for all sizes: the difference is zero at every instance up to the bound."""
    gap, extra = combination(task)
    listed = tuple(task.read(c) for c in task.certificate.get("conditions", ()))
    reading = Reading(task.context)
    abstracted = reading.abstract(generalised(gap, reading))
    reading.ranges(abstracted)
    for env in reading.instances(abstracted):
        tree = Instance(task.context, env).of(abstracted)
        repeated(task, lambda tree=tree: _zero(task, tree))  # type: ignore[misc]
        _has_value(tree)
    repeated(task, lambda: audited(task, extra, listed))
    check_witness(task)


def generalised(e: Expr, reading: Reading) -> Expr:
    """Fixed places (1, n) as free indices: what is proved for every place holds for these."""
    fixed: dict[Expr, Expr] = {}
    for x in postorder(e):
        for a in x.args[1:] if x.head == "entry" else ():
            if a.head == "num" or reading.is_size(a):
                fixed.setdefault(a, node("idx", value=Index(f"·{len(fixed)}")))
    done: dict[Expr, Expr] = {}
    for x in postorder(e):
        args = [done[a] for a in x.args]
        compared = x.head == "delta" or (x.head in RELATIONS and any(a.head == "idx" for a in x.args))
        if x.head == "entry" or compared:
            args = [fixed.get(a, b) for a, b in zip(x.args, args, strict=True)]
        done[x] = rebuild(x, args)
    return done[e]


def _zero(task: Task, tree: Expr) -> None:
    f = task.field()
    learn(f, conditions_of(f, tree))
    f.memo.clear()
    if not f.ring.is_zero(f.form(tree)):
        raise Reject("the difference of the two sides is not zero at some size")


def _has_value(tree: Expr) -> None:
    """No denominator vanishes identically: the difference has a value at some point."""
    letters = [x for x in postorder(tree) if x.head in ("sym", "entry")]
    bases = {x.args[0] for x in letters if x.head == "entry"}
    names = [x for x in letters if x not in bases]
    for a, b in ((1, 2), (-1, 3), (3, 1), (-2, 1)):
        values = {x: Fraction(a * (7 * k + 2), b * (7 * k + 5)) for k, x in enumerate(names)}
        try:
            Point(values).value(tree)
            return
        except Reject:
            continue
    raise Reject("no point was found at which the sides have values at some size")
