"""Functions as gates: f(U) is an arbitrary array y of U's shape; its slope is written in y by the chain rule.

    σ: y ⊙ (1 − y) ⊙ U′     tanh: (1 − y²) ⊙ U′     exp: y ⊙ U′     √: U′ ⊘ 2y     log: U′ ⊘ U

What holds for every value of the gates holds for theirs. A gate is a letter, so that a monomial has few
indices: `Slopes` counts those of f and of its derivative in a direction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from derive.engine.kernel.array_heads import SLOPES
from derive.engine.kernel.duals import Dual, minus, plus, rows_of
from derive.engine.kernel.dummies import Count, Counting
from derive.engine.kernel.tables import Tables
from derive.engine.kernel.unfold import Reject
from derive.expressions.expr import Expr, postorder

Gates = dict[tuple[str, Expr], Any]
NOTHING = Count()


class GateTables(Tables):
    """Values with gates as letters: the same letter for the same function of the same expression."""

    gates: Gates

    def applied(self, name: str, a: Any, argument: Expr | None = None) -> Any:
        if name == "reciprocal":
            return super().applied(name, a)
        if argument is None or name not in GATES:
            raise Reject(f"{name} is no gate here")
        if not isinstance(a, Dual):
            return self.gate(name, argument, rows_of(a))
        y = self.applied(name, a.value, argument)
        return Dual(lambda: y, self.hadamard(GATES[name](self, y, a), a.slope), a.level)

    def gate(self, name: str, argument: Expr, rows: tuple[int, int]) -> Any:
        if (name, argument) not in self.gates:
            self.gates[name, argument] = self.field.drawn(*rows)  # type: ignore[attr-defined]
        return self.gates[name, argument]


def _one(t: Tables, y: Any) -> Any:
    return t.filled(*rows_of(y), 1)


GATES: Mapping[str, Callable[[Tables, Any, Any], Any]] = {
    "sigma": lambda t, y, a: plus(y, minus(t.hadamard(y, y))),
    "tanh": lambda t, y, a: plus(_one(t, y), minus(t.hadamard(y, y))),
    "exp": lambda t, y, a: y,
    "sqrt": lambda t, y, a: t.scaled(t.one(Fraction(1, 2)), t.reciprocal(y)),
    "log": lambda t, y, a: t.reciprocal(a.value),
}


class Slopes(Counting):
    """Counts the values of expressions with gates (`of`), and their slopes in a direction of one letter."""

    dividing = ("log",)

    def __init__(self, tables: Tables, slopes_too: bool) -> None:
        super().__init__(tables, slopes_too)
        self.slopes: dict[Expr, Count] = {}

    def _of(self, e: Expr) -> Count:
        if e.head in ("deriv", "inverse", "det"):
            raise Reject(f"{e.head} beside gates, at every size")
        if e.head in SLOPES or e.head == "logsumexp":
            return NOTHING
        if e.head == "softmax":
            return NOTHING.over(self._along(e))
        return self.memo[e.args[0]] if e.head == "log_softmax" else super()._of(e)

    def _along(self, e: Expr) -> Count:
        """The index that a softmax sums over."""
        return self.axes(self.tables.shape(e.args[0])[-1:])

    def slope(self, expr: Expr) -> Count:
        self.of(expr)
        for e in postorder(expr):
            if e not in self.slopes:
                self.slopes[e] = self._slope(e)
        return self.slopes[expr]

    def _slope(self, e: Expr) -> Count:
        """(u ⊙ v)′ = u′ ⊙ v + u ⊙ v′, (u ⊘ v)′ = u′ ⊘ v − u ⊙ v′ ⊘ v², (Σ e^z)′ = Σ e^z z′."""
        if not e.args or e.head in ("identity", "ones", "zeros"):
            return NOTHING
        values, slopes = [self.memo[a] for a in e.args], [self.slopes[a] for a in e.args]
        first, inner = values[0], slopes[0]
        if e.head in SLOPES:
            return inner.over(first, self.number(e.args[0])) if e.head == "log" else inner
        if e.head in FAMILIES:
            mean = inner.times(self._along(e)).over(self._along(e))
            whole = mean if e.head == "logsumexp" else mean.plus(inner)
            return whole.times(self.memo[e]) if e.head == "softmax" else whole
        if e.head == "add":
            return _summed(slopes)
        if e.head in ("div", "hadamard_div"):
            below, number = values[1], self.number(e.args[1])
            changed = first.times(slopes[1]).over(below, number)
            return inner.over(below, number).plus(changed.over(below, number))
        if e.head == "pow":
            either = Count(first.above + first.below, first.above + first.below)
            return self.memo[e].times(either).times(inner)
        if e.head in ("norm", "frobenius"):
            return first.times(inner).times(self.sizes(e.args[0]))
        changes = ([*values[:k], s, *values[k + 1 :]] for k, s in enumerate(slopes))
        return _summed([self._product(e, parts) for parts in changes])


def _summed(counts: Sequence[Count]) -> Count:
    found = counts[0]
    for each in counts[1:]:
        found = found.plus(each)
    return found


FAMILIES = ("softmax", "log_softmax", "logsumexp")


def bound(tables: Tables, pair: tuple[Expr, Expr, Expr] | None, sides: tuple[Expr, Expr]) -> Counter[str]:
    """At most so many indices of each size in a monomial of left − right, or of f′ − ⟨G, H⟩."""
    work = Slopes(tables, pair is not None)
    if pair is None:
        left, right = sides
        total = work.of(left).plus(work.of(right)).times(work.sizes(left))
    else:
        body, letter, given = pair
        paired = work.of(given).times(work.sizes(letter))
        total = work.slope(body).plus(paired).times(work.sizes(body))
    return total.above + total.below
