"""Which sizes and index patterns prove a statement for all of them: the finite-n principle.

E is polynomial (after clearing denominators) in sums whose bodies see indices only through array entries,
δ and order; a monomial has at most R dummies and there are s free indices. When E = 0 for all n ≤ R + s
and every pattern of the free indices, then E = 0 for all n (Möbius inversion over subsets of the indices).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any

from derive.engine.kernel.gates import changes, step
from derive.engine.kernel.unfold import Reject, Unfolder
from derive.expressions.build import ONE, ZERO, add, div, mul, num, power, rel, sub
from derive.expressions.expr import BINDERS, RELATIONS, Expr, Index, free_indices, kinds, node, postorder
from derive.expressions.walk import alpha, freshen, rebuild

MOST_INSTANCES = 600
RATIONAL = frozenset({"add", "mul", "neg", "div", "sum", "where", "delta", "iverson"})
PULLED = kinds("sum", "log")
PLACED = kinds("entry", "delta", "eq", "ne")
NUMBERED = kinds("sum", "prod", "entry", "idx", "delta")
ORDER = ("lt", "le", "gt", "ge")


def numbered(*exprs: Expr) -> bool:
    """Whether sums, arrays or indices occur."""
    return any(e.kinds & NUMBERED for e in exprs)


def named_places(unfolder: Unfolder, *sides: Expr) -> dict[Expr, Expr]:
    """Integer letters that are compared or name a place, as free indices."""
    found: dict[Expr, Expr] = {}
    for x in postorder(*(e for e in sides if e.kinds & PLACED)):
        compared = x.head == "delta" or (
            x.head in ("eq", "ne") and all(a.head in ("sym", "idx") for a in x.args)
        )
        places = x.args[1:] if x.head == "entry" else x.args if compared else ()
        for a in places:
            if a.head == "sym" and unfolder.context.role(a.value) == "integer":
                found[a] = node("idx", value=Index(a.value))
    return found


def pulled(e: Expr) -> Expr:
    """Σ_j g·f_j = g·Σ_j f_j, with e^{u+v} = e^u·e^v; log e^u = u."""
    if not e.kinds & PULLED:
        return e
    done: dict[Expr, Expr] = {}
    for x in postorder(e):
        new = done[x] = rebuild(x, (done[a] for a in x.args))
        if x.head == "sum":
            index = x.args[1].value
            factors = factors_of(new.args[0])
            out = [f for f in factors if index not in free_indices(f)]
            inside = [f for f in factors if index in free_indices(f)]
            if out and new.args[0] is not ONE:
                done[x] = mul(*out, rebuild(new, (mul(*inside), *new.args[1:])))
        elif x.head == "log" and new.args[0].head == "exp":
            done[x] = new.args[0].args[0]
    return done[e]


def factors_of(e: Expr) -> list[Expr]:
    if e.head == "mul":
        return [f for a in e.args for f in factors_of(a)]
    if e.head == "neg":
        return [num(-1), *factors_of(e.args[0])]
    if e.head == "div":
        return [*factors_of(e.args[0]), *(div(ONE, f) for f in factors_of(e.args[1]))]
    if e.head == "exp" and e.args[0].head == "add":
        return [node("exp", a) for a in e.args[0].args]
    return [e]


def about_places(c: Expr) -> bool:
    """A condition that compares indices only."""
    return all(x.head in RELATIONS or x.head in ("idx", "and", "or", "not", "truth") for x in postorder(c))


def generalised(e: Expr, unfolder: Unfolder, fixed: dict[Expr, Expr]) -> Expr:
    """Fixed places (1, n) as free indices: what is proved for every place holds for these."""

    def movable(x: Expr) -> list[bool]:
        axes = unfolder.axes(x.args[0].value) if x.args[0].head == "sym" else ()
        return [False, *(k >= len(axes) or axes[k].head != "num" for k in range(len(x.args) - 1))]

    entries = [x for x in postorder(e) if x.head == "entry"] if e.kinds & PLACED else []
    for a in (a for x in entries for a, free in zip(x.args, movable(x), strict=True) if free):
        if a.head == "num" or (a.head == "sym" and unfolder.context.role(a.value) == "size"):
            fixed.setdefault(a, node("idx", value=Index(f"·{len(fixed)}")))
    done: dict[Expr, Expr] = {}
    for x in postorder(e) if fixed else ():
        args = [done[a] for a in x.args]
        compared = x.head == "delta" or (x.head in RELATIONS and any(a.head == "idx" for a in x.args))
        if x.head == "entry" or compared:
            moves = movable(x) if x.head == "entry" else [True] * len(args)
            args = [fixed.get(a, b) if m else b for a, b, m in zip(x.args, args, moves, strict=True)]
        done[x] = rebuild(x, args)
    return done.get(e, e)


def is_power(e: Expr) -> bool:
    return e.head == "pow" and e.args[1].head == "num" and e.args[1].value.denominator == 1


class Shape:
    """What the indices of a difference range over, and how many dummies its monomials have."""

    def __init__(self, unfolder: Unfolder, gap: Expr) -> None:
        self.unfolder, self.context = unfolder, unfolder.context
        self.sizes: dict[Index, str] = {}
        self.axes: dict[tuple[str, int], str] = {}
        self.ordered = False
        self.tree = self.flat(self.skeleton(gap))
        self.ranges(self.tree)

    # ---- the form of the tree, with derivatives as far as sums are concerned -----------------------

    def skeleton(self, e: Expr) -> Expr:
        done: dict[Expr, Expr] = {}
        for x in postorder(e):
            if x.head == "deriv":
                base = x.args[1].args[0] if x.args[1].head == "entry" else x.args[1]
                done[x] = self.unfolder.unfold(self.slope(done[x.args[0]], x.args[1], base, {}))
            else:
                done[x] = done[x.args[0]] if x.head == "where" else rebuild(x, (done[a] for a in x.args))
        return done[e]

    def slope(self, e: Expr, letter: Expr, base: Expr, memo: dict[Expr, Expr]) -> Expr:
        if e in memo:
            return memo[e]
        args = e.args

        def d(x: Expr) -> Expr:
            return self.slope(x, letter, base, memo)

        through = self.unfolder.stages and changes(self.unfolder, e, base)
        if through:
            factor, inner, _ = step(self.unfolder, e, base)
            out = mul(factor, d(inner))
        elif all(x is not base and not changes(self.unfolder, x, base) for x in postorder(e)):
            out = ZERO
        elif e.head == "entry":
            pairs = list(zip(args[1:], letter.args[1:], strict=True))
            apart = any(a.head == b.head == "num" and a is not b for a, b in pairs)
            out = (
                ZERO
                if apart
                else mul(*(node("delta", a, b) for a, b in pairs if a.head != "num" or a is not b))
            )
        elif e.head in ("add", "neg"):
            out = add(*(d(a) for a in args))
        elif e.head == "mul":
            out = add(*(mul(*args[:k], d(a), *args[k + 1 :]) for k, a in enumerate(args)))
        elif e.head == "div":
            out = add(div(d(args[0]), args[1]), div(mul(args[0], d(args[1])), power(args[1], num(2))))
        elif is_power(e):
            out = mul(power(args[0], num(args[1].value - 1)), d(args[0]))
        elif e.head == "sum":
            out = freshen(rebuild(e, (d(args[0]), *args[1:])))
        elif e.head == "prod":
            rest = freshen(e)
            rest = rebuild(
                rest, (*rest.args[:4], node("and", rest.args[4], rel("ne", rest.args[1], args[1])))
            )
            out = freshen(node("sum", mul(d(args[0]), rest), *args[1:]))
        else:
            out = add(*(mul(node("slope_of", *args), d(a)) for a in args), ONE)
            out = ONE if e is base else out
        memo[e] = out
        return out

    def flat(self, e: Expr, rational: bool = True) -> Expr:
        """Sums and sizes inside functions that are not rational become letters with their free indices."""
        if e.head == "prod":
            raise Reject("a product of symbolic length")
        if not rational and (e.head == "sum" or self.is_size(e)):
            free = [x for x in postorder(e) if x.head == "idx" and x.value in free_indices(e)]
            return (
                node("entry", node("sym", value="\N{LOZENGE}"), *free)
                if free
                else node("sym", value="\N{LOZENGE}")
            )
        if e.head in BINDERS or is_power(e):
            return rebuild(e, (self.flat(e.args[0], rational), *e.args[1:]))
        if e.head in ("idx", "entry", "delta") or e.head in RELATIONS:
            return e
        if e.head == "cases" and rational and all(about_places(c) for c in e.args[1::2]):
            pairs = zip(e.args[::2], e.args[1::2], strict=True)
            return add(*(mul(self.flat(v), node("iverson", c)) for v, c in pairs))
        return rebuild(e, (self.flat(a, rational and e.head in RATIONAL) for a in e.args))

    def is_size(self, e: Expr) -> bool:
        return e.head == "sym" and self.context.role(e.value) == "size"

    # ---- what the indices range over ---------------------------------------------------------------

    def ranges(self, e: Expr) -> None:
        """Fill `sizes`; anything that sees an index except through entries, δ and comparisons is out."""
        for i in free_indices(e):
            known = self.context.letters.get(i.name)
            if known is not None and known.hi is not None:
                self.span(i, known.lo or ONE, known.hi)
        for x in postorder(e):
            if x.head in BINDERS:
                self.span(x.args[1].value, x.args[2], x.args[3])
        compared = []
        for x in postorder(e):
            if x.head == "entry" and x.args[0].value != "\N{LOZENGE}":
                self.entry(x)
            elif x.head == "delta" or (x.head in RELATIONS and any(a.head == "idx" for a in x.args)):
                compared.append(x)
            elif (
                any(a.head == "idx" for a in (x.args[::4] if x.head in BINDERS else x.args))
                and x.head != "entry"
            ):
                raise Reject("an index outside of entries, deltas and comparisons")
        for x in compared * 2:
            self.compare(x)

    def span(self, index: Index, lo: Expr, hi: Expr) -> None:
        if lo is not ONE or not (self.is_size(hi) or hi.head in ("num", "sym")):
            raise Reject("an index that does not run from 1 to a size")
        self.settle(index, str(hi.value))

    def settle(self, index: Index, size: str) -> None:
        if self.sizes.setdefault(index, size) != size:
            raise Reject(f"the index {index.name} runs over two different sizes")

    def entry(self, x: Expr) -> None:
        axes = self.unfolder.axes(x.args[0].value)
        for k, a in enumerate(x.args[1:]):
            if a.head == "num" and axes and axes[k].head == "num":
                continue
            if a.head != "idx" or (axes and len(axes) != len(x.args) - 1):
                raise Reject("an entry with something other than an index letter")
            size = str(axes[k].value) if axes else self.sizes.get(a.value, "")
            self.settle(a.value, size)
            if self.axes.setdefault((x.args[0].value, k), size) != size:
                raise Reject("an array taken over two different sizes")

    def compare(self, x: Expr) -> None:
        a, b = x.args
        if a.head != "idx" or b.head != "idx":
            raise Reject("arithmetic with indices")
        known = self.sizes.get(a.value) or self.sizes.get(b.value, "")
        if known:
            self.settle(a.value, known)
            self.settle(b.value, known)
        self.ordered = self.ordered or x.head in ORDER

    # ---- the number of dummies in a monomial -------------------------------------------------------

    def powers(self, e: Expr) -> Counter[Expr]:
        """e as a product of powers of sums, sizes and whatever adds them; local factors left out."""
        if not any(x.head == "sum" or self.is_size(x) for x in postorder(e)):
            return Counter()
        if e.head in ("mul", "neg", "div"):
            parts = [self.powers(a) for a in e.args]
            if e.head == "div":
                parts[1] = times(parts[1], -1)
            return Counter({k: sum(p[k] for p in parts) for p in parts for k in p})
        if is_power(e):
            return times(self.powers(e.args[0]), int(e.args[1].value))
        if e.head not in ("sum", "add", "sym"):
            raise Reject(f"a sum inside {e.head}")
        return Counter({e: 1})

    def degree(self, e: Expr) -> tuple[Counter[str], Counter[Expr]]:
        """(dummies of each size in a monomial of the numerator, what the denominator is made of)."""
        above: Counter[str] = Counter()
        below: Counter[Expr] = Counter()
        for part, n in self.powers(e).items():
            top, bottom = self.sum_degree(part)
            above += times(top if n > 0 else self.weight(bottom), abs(n))
            below += times(bottom, n) if n > 0 else Counter({alpha(part): -n})
        return above, below

    def sum_degree(self, e: Expr) -> tuple[Counter[str], Counter[Expr]]:
        if e.head == "sym":
            return Counter({e.value: 1}), Counter()
        if e.head == "sum":
            above, below = self.degree(e.args[0])
            if any(e.args[1].value in free_indices(d) for d in below):
                raise Reject("a sum below a fraction line that depends on an outer index")
            return above + Counter({str(e.args[3].value): 1}), below
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
            total += times(self.sum_degree(g)[0], n)
        return total


def times(c: Counter[Any], n: int) -> Counter[Any]:
    return Counter({k: v * n for k, v in c.items()})


def instances(
    unfolder: Unfolder, left: Expr, right: Expr, assumptions: tuple[Expr, ...]
) -> Iterator[dict[str, int]]:
    """All sizes and patterns of the free indices that must be tried."""
    whole = sub(left, right)
    fixed = {
        i: unfolder.context.letters.get(i.name) for i in sorted(free_indices(whole), key=lambda i: i.name)
    }
    limits = [(x.lo, x.hi) if x else (None, None) for x in fixed.values()]
    numeric = all(a is not None and b is not None and a.head == b.head == "num" for a, b in limits)
    if fixed and numeric and not any(x.head in BINDERS or x.head == "entry" for x in postorder(whole)):
        ranges = [range(int(a.value), int(b.value) + 1) for a, b in limits if a is not None and b is not None]
        yield from (dict(zip((i.name for i in fixed), p, strict=True)) for p in product(*ranges))
        return
    shape = Shape(unfolder, whole)
    above, _ = shape.degree(shape.tree)
    low = least(assumptions)
    free = sorted(free_indices(whole), key=lambda i: i.name)
    for i in sorted(free_indices(whole) - free_indices(shape.tree), key=lambda i: i.name):
        known = unfolder.context.letters.get(i.name)
        if known is None or known.hi is None:
            raise Reject("an index whose range is not known")
        shape.span(i, known.lo or ONE, known.hi)
    axes: dict[str, list[str]] = {s: [] for s in [*shape.sizes.values(), *above]}
    inner = (d.right for d in unfolder.context.definitions if d.name in unfolder.stages)
    for x in postorder(whole, *inner):
        if shape.is_size(x):
            axes.setdefault(x.value, [])
    for i in free:
        if i.uid:
            raise Reject("an index that nothing binds")
        axes.setdefault(shape.sizes.get(i, ""), []).append(i.name)
    grids, total = [], 1
    for size, names in axes.items():
        if size.isdigit() or not size:
            top = int(size or len(names))
            grid = list(patterns(names, top, bool(size) or shape.ordered))
        else:
            start = low.get(size, 1)
            stop = start + above[size] + len(names) + (not names)
            grid = [{size: n, **p} for n in range(start, stop) for p in patterns(names, n, shape.ordered)]
        grids.append(grid)
        total *= len(grid)
    if total > MOST_INSTANCES:
        raise Reject("too many sizes and index patterns to try")
    for choice in product(*grids):
        yield {k: v for part in choice for k, v in part.items()}


def least(assumptions: tuple[Expr, ...]) -> dict[str, int]:
    """Declared lower bounds n ≥ c."""
    found: dict[str, int] = {}
    for a in assumptions:
        x, y = a.args if a.head in ("ge", "gt") else a.args[::-1] if a.head in ("le", "lt") else (ZERO, ZERO)
        if x.head == "sym" and y.head == "num" and y.value.denominator == 1:
            found[x.value] = max(found.get(x.value, 1), int(y.value) + (a.head in ("gt", "lt")))
    return found


def patterns(names: list[str], n: int, every: bool) -> Iterator[dict[str, int]]:
    """Every pattern of equalities (with comparisons: every choice) of the free indices in 1…n."""
    for values in product(range(1, n + 1), repeat=len(names)):
        if every or all(v <= max(values[:k], default=0) + 1 for k, v in enumerate(values)):
            yield dict(zip(names, values, strict=True))
