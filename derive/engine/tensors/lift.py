"""Pointwise form back to matrix notation: Σ_k A_ik B_kj is A B, u_i v_j is u vᵀ, v_i A_ij is diag(v) A.

Each term is a network: factors of one or two places, joined by the summed indices.  Factors with
the same places are multiplied entrywise; then the summed indices are eliminated one by one.
`lift` answers None where there is no matrix notation (a shifted index, an index in three matrices).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from derive.engine.tensors.expand import multiplied_out
from derive.engine.tensors.network import Factor, Network, contracted
from derive.engine.tensors.notation import entrywise, flipped, one_line, summed_terms, times, weighted
from derive.engine.tensors.pointwise import EPSILON
from derive.engine.tidy import negate, raised
from derive.expressions import build as b
from derive.expressions.expr import Expr, Index, binds, free_indices, node, number_value
from derive.expressions.walk import freshen, rebuild, transform
from derive.notation.context import Context
from derive.notation.shapes import Shape, same_size

Places = tuple[Expr, ...]


class NoMatrixForm(Exception):
    """The expression has no matrix notation; it is shown with its indices."""


@dataclass
class Lifting:
    context: Context
    sizes: dict[Index, Expr] = field(default_factory=dict)
    labels: frozenset[Index] = frozenset()
    label_sizes: tuple[Expr, ...] = ()

    def free(self, expr: Expr) -> frozenset[Index]:
        """The free indices that are places: a label (time) is none."""
        return free_indices(expr) - self.labels

    def array(self, expr: Expr, places: Places) -> Expr:
        """The array whose entry at `places` is `expr`; for no places, a number."""
        if not any(p.value in self.free(expr) for p in places):
            return self.filled(self.scalar(expr), places)
        if expr.head == "add":
            return summed_terms([self.term(a, places) for a in expr.args])
        return self.term(expr, places)

    def term(self, expr: Expr, places: Places) -> Expr:
        """One summand; a number or a vector stands for the whole array only where places are free."""
        if expr.head == "neg" and self.labelled(expr.args[0]):
            return negate(self.term(expr.args[0], places))
        if self.labelled(expr):
            self.labels |= {expr.args[1].value}
            return rebuild(expr, (self.array(expr.args[0], places), *expr.args[1:]))
        if places and not any(p.value in self.free(expr) for p in places):
            return self.scalar(expr) if len(places) == 1 else self.filled(self.scalar(expr), places)
        return self.product(expr, places)

    def labelled(self, expr: Expr) -> bool:
        """A sum over a label: it stays a sum, of arrays."""
        return expr.head == "sum" and expr.args[3] in self.label_sizes

    def filled(self, scalar: Expr, places: Places) -> Expr:
        if not places:
            return scalar
        return weighted([scalar], node("ones", *(self.sizes[p.value] for p in places)))

    def scalar(self, expr: Expr) -> Expr:
        """A number: sums in it as traces, inner products, norms; functions of such."""
        if expr.head == "add":
            return summed_terms([self.scalar(a) for a in expr.args])
        if expr.head == "entry" or not expr.args:
            if self.free(expr):
                raise NoMatrixForm
            return expr
        if expr.head in ("sum", "mul", "neg", "delta"):
            return self.product(expr, ())
        if binds(expr):
            raise NoMatrixForm
        return without_root(rebuild(expr, (self.scalar(a) for a in expr.args)))

    # ---- products ----------------------------------------------------------------------------------

    def product(self, expr: Expr, places: Places) -> Expr:
        """A product of factors under sums, as one network."""
        if expr.head == "sum" and expr.args[0].head == "add" and not self.labelled(expr):
            terms = (freshen(rebuild(expr, (a, *expr.args[1:]))) for a in expr.args[0].args)
            return summed_terms([self.product(t, places) for t in terms])
        scalars: list[Expr] = []
        factors: list[Factor] = []
        summed: list[Index] = []
        stack = [(expr, False)]
        while stack:
            each, below = stack.pop()
            if each.head == "neg":
                scalars.append(b.MINUS_ONE)
                stack.append((each.args[0], below))
            elif each.head == "mul":
                stack.extend((a, below) for a in reversed(each.args))
            elif each.head == "div":
                stack.extend([(each.args[1], not below), (each.args[0], below)])
            elif each.head == "sum" and not below and self.opened(each):
                each = freshen(each) if each.args[1].value in summed else each
                self.opened(each)
                summed.append(each.args[1].value)
                stack.append((each.args[0], below))
            elif not self.free(each):
                value = self.scalar(each)
                scalars.append(b.div(b.ONE, value) if below else value)
            else:
                factors.append(self.factor(each, below, places))
        network = Network(factors, tuple(summed), places, self.sizes)
        array = contracted(network)
        if array is None:
            raise NoMatrixForm
        return one_line([*scalars, array]) if not places else weighted(_gathered(scalars), array)

    def opened(self, expr: Expr) -> bool:
        """A sum over a whole axis: its index can be eliminated."""
        _, index, lo, hi, condition = expr.args
        if lo is not b.ONE or condition is not b.TRUE:
            raise NoMatrixForm
        self.sizes[index.value] = hi
        return True

    def factor(self, expr: Expr, below: bool, outer: Places) -> Factor:
        """A factor with its places; under a bar, its reciprocal entry by entry."""
        exponent = number_value(expr.args[1]) if expr.head == "pow" else None
        if exponent is not None and not below and exponent > 0:
            inner = self.factor(expr.args[0], False, outer)
            return Factor(node("pow", inner.array, expr.args[1]), inner.places)
        if expr.head == "entry" and expr.args[0].head == "sym":
            found = self.letter(expr)
        elif expr.head == "delta":
            found = self.unit(expr)
        else:
            found = self.function(expr)
        if not below:
            return found
        return Factor(node("div", b.ONE, found.array), found.places)

    def letter(self, expr: Expr) -> Factor:
        """A_ij; A_11 is a number; a place that is no index letter has no matrix notation."""
        base, *places = expr.args
        known = self.context.letters.get(base.value)
        axes: Shape = known.axes if known else ()
        marks = [p for p, n in zip(places, axes, strict=False) if n in self.label_sizes]
        if marks and len(axes) == len(places):
            base, places = b.entry(base, *marks), places[len(marks) :]
            axes = axes[len(marks) :]
            if not places:
                raise NoMatrixForm
        if len(axes) != len(places) or (len(places) > 2 and base is not EPSILON):
            raise NoMatrixForm
        if len(axes) == 2 and axes[0] is b.ONE and places[0] is b.ONE and places[1].head == "idx":
            self.check(places[1].value, axes[1])
            return Factor(flipped(base), (places[1].value,))
        if len(axes) == 2 and axes[1] is b.ONE and places[1] is b.ONE and places[0].head == "idx":
            self.check(places[0].value, axes[0])
            return Factor(node("matmul", base, b.ONE), (places[0].value,))
        for place, size in zip(places, axes, strict=True):
            if place.head != "idx":
                raise NoMatrixForm
            self.check(place.value, size)
        return Factor(base, tuple(p.value for p in places))

    def check(self, index: Index, size: Expr) -> None:
        """The index runs over the whole axis, or there is no matrix notation."""
        known = self.sizes.setdefault(index, size)
        if not same_size(known, size):
            raise NoMatrixForm

    def unit(self, expr: Expr) -> Factor:
        if any(a.head != "idx" for a in expr.args):
            raise NoMatrixForm
        first, second = (a.value for a in expr.args)
        size = self.sizes.get(first) or self.sizes.get(second)
        if size is None:
            raise NoMatrixForm
        self.check(first, size)
        self.check(second, size)
        return Factor(node("identity", size), (first, second))

    def function(self, expr: Expr) -> Factor:
        """f(…) of entries, a sum of terms: the array of its values, lifted on its own places."""
        own = self.ordered(expr)
        if len(own) > 2:
            raise NoMatrixForm
        if expr.head == "add":
            return Factor(self.array(expr, own), tuple(p.value for p in own))
        if binds(expr):
            return self.binder(expr, own)
        if expr.head in ("cases", "iverson"):
            raise NoMatrixForm
        parts = [self.operand(a, own) for a in expr.args]
        return Factor(rebuild(expr, parts), tuple(p.value for p in own))

    def operand(self, expr: Expr, own: Places) -> Expr:
        if not self.free(expr):
            return self.scalar(expr)
        return self.array(expr, own)

    def binder(self, expr: Expr, own: Places) -> Factor:
        """Σ in a place where it is no factor: an array by itself."""
        if expr.head != "sum":
            raise NoMatrixForm
        return Factor(self.product(expr, own), tuple(p.value for p in own))

    def ordered(self, expr: Expr) -> Places:
        """The places of `expr` in the order in which they are written."""
        free = self.free(expr)
        found: dict[Expr, None] = {}
        stack = [expr]
        while stack:
            each = stack.pop()
            if each.head == "idx" and each.value in free:
                found.setdefault(each)
            stack.extend(reversed(each.args))
        return tuple(found)


def _gathered(scalars: list[Expr]) -> list[Expr]:
    """Scalars with those under a bar behind the others."""
    above = [s for s in scalars if s.head != "div" or s.args[0] is not b.ONE]
    below = [s.args[1] for s in scalars if s.head == "div" and s.args[0] is b.ONE]
    return [*above, b.div(b.ONE, b.mul(*below))] if below else above


def without_root(expr: Expr) -> Expr:
    """√(‖v‖²) = ‖v‖; (‖v‖²)² = ‖v‖⁴."""
    inner = expr.args[0]
    if inner.head != "pow" or inner.args[0].head not in ("norm", "frobenius"):
        return expr
    if expr.head == "sqrt" and inner.args[1] is b.TWO:
        return inner.args[0]
    power = number_value(expr.args[1]) if expr.head == "pow" else None
    degree = number_value(inner.args[1])
    return expr if power is None or degree is None else raised(inner.args[0], b.num(degree * power))


def _diag(each: Expr) -> Expr | None:
    return node("diag", *each.args) if each.head == "diagonal" else None


def lift(
    expr: Expr,
    places: Sequence[Expr],
    context: Context,
    shape: Shape,
    *,
    labels: frozenset[Index] = frozenset(),
    label_sizes: tuple[Expr, ...] = (),
) -> Expr | None:
    """Matrix notation for the array whose entry at `places` is `expr`; None where there is none.

    An index of `labels`, and one that a sum runs over a size of `label_sizes`, is a label: x_t is a vector.
    """
    if len(places) > 2 or any(p.head != "idx" for p in places):
        return None
    for form in (expr, multiplied_out(expr)):
        lifting = Lifting(
            context, {p.value: n for p, n in zip(places, shape, strict=True)}, labels, label_sizes
        )
        try:
            found = lifting.array(form, tuple(places)) if places else lifting.scalar(form)
            return transform(found, _diag)
        except NoMatrixForm:
            continue
    return None


__all__ = ["Lifting", "NoMatrixForm", "entrywise", "lift", "times"]
