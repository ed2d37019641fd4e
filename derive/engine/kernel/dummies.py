"""How many indices a monomial of an array expression has by entries: the sizes at which a proof is made.

E a polynomial in sums over indices that are seen through entries, δ and order alone, with at most R dummies
of one size n in a monomial and s free indices, r = R + s: E = 0 at n = 1 … r + 1 gives E = 0 for all n.
For: write each product of sums as one sum over R dummies. At fixed values of the free indices it is Σ
over the maps of the dummies into 1 … n; a map and the free indices hit at most r places, and E at the
places N is Σ over S ⊆ N of e(S), where e(S) collects the maps that hit S exactly, holds letters at
places of S alone, and is 0 for more than r places. E at the array cut down to S is f(S) = Σ_{T ⊆ S}
e(T), which is 0 for 1 ≤ |S| ≤ r + 1, so that e(S) is ± f(∅), by Möbius; and as e(S) = 0 for |S| = r +
1, f(∅) = 0, and all e(S) are. The last size is needed: n − 1 is 0 at n = 1, with one dummy. From n = 2
on it would be r + 2: (n − 2)·(cⁿ − c) with a letter for cⁿ, which is none at n = 1. So A⁻¹, det A and
cⁿ count as one dummy more at least than what they stand with.

Where the sides have no value at n = 1, as 1/(x₁ − mean x), the sizes are 2 … r + 2: for |S| = r + 1 and
r + 2 it says that Σ_{i in S} f({i}) is f(∅), up to signs that are the same, so that each f({i}) is 0.

Quotients. E is N/D with D a product of the denominators; D is not 0 as a rational function at any size
where the sides have values, so E = 0 there means N = 0. N is a polynomial in the same sums. A Count bounds
the dummies of N (`above`) and of D (`below`), letter by letter:

    a/b + c/d = (a d + c b)/(b d)     above max(a + d, c + b), below b + d
    a/b + c/(b d) = (a d + c)/(b d)   above max(a + d, c),     below b + d     for a number b
    (a/b)·(c/d)                       above a + c, below b + d
    (a/b)/(c/d) = a d/(b c)           above a + d, below b + c

An entry u_i/v_i of a quotient of sums has u_i and v_i over one line at the same i, which is a free
index or a dummy of a sum around it. For a free i the denominator is one factor. Of Σ_i u_i/v_i it is
∏_i v_i, of as many factors as there are places: where v_i holds a sum (Σ_j A_ij) the argument fails,
for tr B² = 1 + (tr B − 1)² holds for matrices whose rows add up to 1 at n = 1 and 2, with two dummies,
and at no greater n. Such sums are refused here and go by entries. Where v_i is made of entries at i
alone, u_i/v_i is a function of these.

Functions. f(u) is a letter, the same for the same u. That u = a/b and v = c/d agree where it was tried
must mean that they agree: a d − c b = 0 has a + d or c + b dummies, and fewer by those of the numbers that
b and d share. Counting f(u) as (a + b)/b, every sum, product and quotient of f(u) with f(v) has at least so
many above and below together, for b and d stand below it, and no operation makes them fewer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import prod

from derive.engine.kernel.array_heads import SLOPES, split_exponent
from derive.engine.kernel.tables import Tables
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import num
from derive.expressions.expr import Expr, node, number_value, postorder

PLAIN = frozenset(
    "num sym add neg mul hadamard matmul dot outer transpose trace total diag kron zeros deriv pow "
    "tril triu vec".split()
)


MOST_SIZES = 600
ROWS = ("logsumexp", "log_softmax", "softmax")
ADDING = ("matmul", "dot", "total", "trace", "norm", "frobenius", *ROWS)
ONCE = Fraction(1)


Divisor = tuple[Expr, frozenset[tuple[str, int]]]  # a number, and the dummies of its numerator


@dataclass(frozen=True)
class Count:
    """Indices of each size letter in a monomial above and below the line.

    divisors  the numbers that stand below it, each as often as in any one term
    apart     the dummies of what entries are divided by, each time it stands
    """

    above: Counter[str] = field(default_factory=Counter)
    apart: Counter[str] = field(default_factory=Counter)
    divisors: Counter[Divisor] = field(default_factory=Counter)

    @property
    def below(self) -> Counter[str]:
        return self.apart + _dummies(self.divisors)

    def times(self, other: Count) -> Count:
        return Count(self.above + other.above, self.apart + other.apart, self.divisors + other.divisors)

    def plus(self, other: Count) -> Count:
        """Over the common denominator: a number that both are divided by is there once."""
        common = self.divisors | other.divisors
        above = self.above + other.apart + _dummies(common - self.divisors)
        other_above = other.above + self.apart + _dummies(common - other.divisors)
        return Count(above | other_above, self.apart + other.apart, common)

    def over(self, other: Count, number: Expr | None = None) -> Count:
        """`number` is the expression divided by where it is one number, not one for each place."""
        above = self.above + other.below
        if number is None:
            return Count(above, self.apart + other.above, self.divisors)
        return Count(above, self.apart, self.divisors + Counter([(number, frozenset(other.above.items()))]))

    def function(self) -> Count:
        """A function of a/b as (a + b)/b."""
        return Count(self.above + self.below, self.apart, self.divisors)


def _dummies(divisors: Counter[Divisor]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (_, counts), times in divisors.items():
        for name, count in counts:
            found[name] += count * times
    return found


class Counting:
    """Counts the indices of expressions of one context; `slopes_too` where derivatives stand in them."""

    dividing: tuple[str, ...] = ("log", "sqrt")

    def __init__(self, tables: Tables, slopes_too: bool = False) -> None:
        self.tables, self.slopes_too = tables, slopes_too
        self.memo: dict[Expr, Count] = {}
        self.over_sums: set[Expr] = set()
        self.orders: dict[tuple[str, ...], tuple[str, ...]] = {}

    def of(self, expr: Expr) -> Count:
        for each in postorder(expr):
            if each not in self.memo:
                self._look_at_places(each)
                self.memo[each] = self._of(each)
                self._look_below(each)
        return self.memo[expr]

    def _look_at_places(self, e: Expr) -> None:
        """Places are kept when sizes are cut: of an axis m·n as pairs, in one order; i ≥ j for one size."""
        if e.head in ("tril", "triu") and len({repr(n) for n in self.tables.shape(e)}) > 1:
            raise Reject("a triangle of a matrix that is not square, at every size")
        for axis in self.tables.shape(e) if e.args else ():
            order = tuple(map(repr, axis.args)) if axis.head == "mul" else ()
            if self.orders.setdefault(tuple(sorted(order)), order) != order:
                raise Reject("an axis of m·n and of n·m places")

    def _look_below(self, e: Expr) -> None:
        """Entries over sums, each place over its own: they are not to be added up."""
        inside = any(a in self.over_sums for a in e.args)
        if inside and e.head in ADDING:
            raise Reject("a sum of entries that are over sums of their own")
        if e.args and self.tables.shape(e) and (inside or self._over_its_own(e)):
            self.over_sums.add(e)

    def _over_its_own(self, e: Expr) -> bool:
        """u ⊘ v, v^−q, a softmax of rows; where there are slopes (log v)′ = v′ ⊘ v and (√v)′ too."""
        if e.head in ROWS:
            return len(self.tables.shape(e.args[0])) > 1 and (e.head != "logsumexp" or self.slopes_too)
        exponent = number_value(e.args[1]) if e.head == "pow" else ONCE
        rooted = exponent is None or exponent < 0 or (exponent.denominator > 1 and self.slopes_too)
        if e.head in ("div", "hadamard_div"):
            below = e.args[1]
        elif (e.head == "pow" and rooted) or (e.head in self.dividing and self.slopes_too):
            below = e.args[0]
        else:
            return False
        return bool(self.tables.shape(below) and +self.memo[below].above)

    def number(self, expr: Expr) -> Expr | None:
        """The expression where it is one number; None for an array, which has a value for each place."""
        return None if self.tables.shape(expr) else expr

    def sizes(self, expr: Expr) -> Count:
        return self.axes(self.tables.shape(expr))

    def axes(self, axes: tuple[Expr, ...]) -> Count:
        """One index for each axis; of an axis m·p one of each."""
        found: Counter[str] = Counter()
        for axis in axes:
            for part in axis.args if axis.head == "mul" else (axis,):
                if part.head == "sym":
                    found[part.value] += 1
                elif number_value(part) is None:
                    raise Reject("a size that is a sum")
        return Count(found)

    def _of(self, e: Expr) -> Count:
        if not e.args:
            letter = self.tables.context.letters.get(e.value) if e.head == "sym" else None
            return Count(Counter({e.value: 1})) if letter is not None and letter.role == "size" else Count()
        if e.head in ("identity", "ones", "zeros"):
            return Count()
        parts = [self.memo[a] for a in e.args]
        if e.head == "add":
            found = parts[0]
            for part in parts[1:]:
                found = found.plus(part)
            return found
        if e.head == "deriv":
            return self._derivative(e, parts[0])
        if e.head in ("div", "hadamard_div"):
            return parts[0].over(parts[1], self.number(e.args[1]))
        if e.head in ("inverse", "det") or e.head in SLOPES:
            return self._opaque(e, parts[0])
        if e.head in ("softmax", "log_softmax", "logsumexp"):
            one = self._opaque(e, parts[0]).times(self.axes(self.tables.shape(e.args[0])[-1:]))
            return Count(one.above, one.above)
        if e.head == "block":
            raise Reject("arrays on top of each other at every size")
        return self._product(e, parts)

    def _product(self, e: Expr, parts: list[Count]) -> Count:
        found = Count()
        for part in parts:
            found = found.times(part)
        if e.head == "matmul":
            for a in e.args[1:]:
                found = found.times(self.axes(self.tables.shape(a)[:1]))
        elif e.head in ("dot", "total"):
            found = found.times(self.sizes(e.args[0]))
        elif e.head == "trace":
            found = found.times(self.axes(self.tables.shape(e.args[0])[:1]))
        elif e.head in ("norm", "frobenius"):
            inside = parts[0].times(parts[0]).times(self.sizes(e.args[0]))
            return inside.function()
        elif e.head == "pow":
            return self._power(e, parts[0])
        return found

    def _power(self, e: Expr, base: Count) -> Count:
        exponent = number_value(e.args[1])
        if exponent is None and not self.tables.shape(e.args[0]):
            whole, rest = split_exponent(e.args[1])
            found = base.function().times(self.of(rest).function())
            return found.times(self.of(node("pow", e.args[0], num(whole)))) if whole else found
        if exponent is None or abs(exponent) > 16:
            raise Reject("a power whose exponent is no small number")
        times = -int(-abs(exponent) // 1)
        if exponent.denominator == 1 and exponent < 0:
            found = Count()
            for _ in range(times):
                found = found.over(base, self.number(e.args[0]))
            return found
        found = Count()
        for _ in range(times):
            found = found.times(base)
        if exponent.denominator != 1:
            found = found.function()
        return found if exponent > 0 else Count().over(found, self.number(e))

    def _opaque(self, e: Expr, inside: Count) -> Count:
        """A letter of its own; that two arguments are the same is seen at these sizes."""
        return inside.function().times(self.sizes(e.args[0]))

    def _derivative(self, e: Expr, body: Count) -> Count:
        """Of N/D it is (N′D − N D′)/D²; an inverse brings P A′P, a determinant tr(P A′)."""
        found = body
        inside = list(postorder(e.args[0]))
        raised = [x for x in inside if x.head == "pow" and number_value(x.args[1]) is None]
        polynomial = all(x.head in PLAIN for x in inside) and not +body.below and not raised
        if not polynomial:
            found = body.function().times(body.function())
            for x in raised:
                base = self.memo[x.args[0]]
                found = found.times(base.function()).over(base, self.number(x.args[0]))
            for x in inside:
                if x.head in ("inverse", "det") or x.head in SLOPES or x.head in ("norm", "frobenius"):
                    size = self.sizes(x.args[0])
                    found = found.times(Count(self.memo[x.args[0]].function().above)).times(size).times(size)
        return found


def grid(names: Sequence[str], most: Sequence[int], first: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """Every choice of sizes from 1 to these; from s to s − 1 more where the first is s."""
    if prod(most) > MOST_SIZES:
        raise Reject("too many sizes would have to be tried")
    starts = [first.get(name, 1) for name in names]
    for chosen in product(*(range(s, s + n) for s, n in zip(starts, most, strict=True))):
        yield dict(zip(names, chosen, strict=True))
