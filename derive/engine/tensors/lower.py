"""Matrix notation to pointwise form: (A B)_ij = Σ_k A_ik B_kj, (Aᵀ)_ij = A_ji, tr A = Σ_i A_ii, …

What has no pointwise form in its argument's entries (A⁻¹, det A) or is better kept whole (softmax)
becomes a letter of its own, a stage: `Pointwise.stages` says what each such letter stands for.
Vectors are columns; a number goes with every shape; softmax of a matrix is taken along its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.expr import Expr, binds, free_indices, node, number_value, postorder
from derive.expressions.walk import freshen, rebuild, substitute
from derive.notation.context import Context, Letter
from derive.notation.shapes import Shape, said, same_size, shape_of

STAGED = ("inverse", "det", "softmax", "logsumexp")
Places = tuple[Expr, ...]


@dataclass(frozen=True)
class Stage:
    """letter := kind(argument), of the given axes; for kind "definition" the argument is what it equals."""

    letter: Expr
    kind: str
    argument: Expr
    axes: Shape


@dataclass
class Pointwise:
    """Lowers expressions of one context; its stages are in the order in which they can be computed.

    written   no letters for stages: softmax, log softmax and logsumexp are written out, and what has no
              entries of its own raises DeriveError
    """

    context: Context
    written: bool = False
    stages: list[Stage] = field(default_factory=list)
    shapes: dict[Expr, Shape | None] = field(default_factory=dict)

    def shape(self, expr: Expr) -> Shape:
        """The shape; raises ShapeMismatch, or DeriveError where it is not known."""
        found = shape_of(expr, self.context, self.shapes)
        if found is None:
            raise DeriveError(f"the shape of {expr!r} is not known", hint="declare it: --shape 'W: m,n'")
        return _without_families(expr, found)

    def at(self, expr: Expr, places: Sequence[Expr] = ()) -> Expr:
        """The entry of `expr` at the places, one for each axis of its shape."""
        shape = self.shape(expr)
        if len(shape) != len(places):
            raise DeriveError(f"{said(shape)} takes {len(shape)} indices, not {len(places)}")
        return self.entry(expr, tuple(places))

    def entry(self, expr: Expr, places: Places) -> Expr:
        if not expr.args:
            return self._leaf(expr, places)
        rule = RULES.get(expr.head)
        if rule is not None:
            return rule(self, expr, places)
        if expr.head in ("softmax", "log_softmax", "logsumexp") and len(expr.args) == 1:
            return _family(self, expr, places)
        if binds(expr) and expr.head in ("sum", "prod"):
            return rebuild(expr, (self.entry(expr.args[0], places), *expr.args[1:]))
        if binds(expr):
            return rebuild(expr, (self.entry(expr.args[0], ()), *expr.args[1:]))
        return rebuild(expr, (self.part(a, places) for a in expr.args))

    def part(self, expr: Expr, places: Places) -> Expr:
        """An operand of an entrywise operation: a number goes with every entry."""
        return self.entry(expr, places if self.shape(expr) else ())

    def _leaf(self, expr: Expr, places: Places) -> Expr:
        if expr.head == "sym" and places:
            return b.entry(expr, *places)
        if expr.head == "identity" and len(places) == 2:
            return b.delta(*places)
        return expr

    def stage(self, kind: str, argument: Expr, axes: Shape) -> Expr:
        """The letter for kind(argument), made once; what its argument needs comes before it."""
        if self.written:
            raise DeriveError(f"the entries of {kind} are not written out")
        for each in self.stages:
            if each.kind == kind and each.argument is argument:
                return each.letter
        self.entry(argument, places_of(self.shape(argument)))
        letter = b.sym(f"{kind}{len(self.stages) + 1}'")
        self.stages.append(Stage(letter, kind, argument, axes))
        self.context = self.context.with_letters(Letter(letter.value, axes=axes))
        return letter

    def fresh(self, expr: Expr, name: str = "k") -> Expr:
        return b.fresh_idx(name)


def places_of(shape: Shape, names: str = "ijklpq") -> Places:
    """Fresh bound places, one for each axis."""
    return tuple(b.ONE if n is b.ONE else b.fresh_idx(c) for n, c in zip(shape, names, strict=False))


def summed(body: Expr, places: Sequence[Expr], shape: Shape) -> Expr:
    """Σ over the places, each 1 … its size."""
    for place, size in reversed(list(zip(places, shape, strict=True))):
        if place.head == "idx":
            body = b.sum_over(body, place, b.ONE, size)
    return body


def _without_families(expr: Expr, shape: Shape) -> Shape:
    return shape[:-1] if expr.head == "logsumexp" and len(expr.args) == 1 else shape


# ---- products ---------------------------------------------------------------------------------------


def _matmul(low: Pointwise, expr: Expr, places: Places) -> Expr:
    left = expr.args[0] if len(expr.args) == 2 else node("matmul", *expr.args[:-1])
    right = expr.args[-1]
    first, second = low.shape(left), low.shape(right)
    if not first or not second:
        return b.mul(low.part(left, places), low.part(right, places))
    if len(first) == 1:
        return b.mul(low.entry(left, places[:1]), low.entry(right, (b.ONE, *places[1:])))
    row = places[:1] if places and not (first[0] is b.ONE and not places) else (b.ONE,)
    rest = places[1:] if len(second) == 2 else ()
    if len(second) == 2 and not places:
        rest = (b.ONE,)
    return _contracted(low, (left, row), (right, rest), first[1])


def _contracted(low: Pointwise, left: tuple[Expr, Places], right: tuple[Expr, Places], size: Expr) -> Expr:
    """Σ_k left_{…k} right_{k…}; a block on the right gives one sum for each of its parts."""
    if size is b.ONE:
        return b.mul(low.entry(left[0], (*left[1], b.ONE)), low.entry(right[0], (b.ONE, *right[1])))
    if right[0].head == "block":
        return _over_blocks(low, left, right)
    k = b.fresh_idx("j")
    return b.sum_over(
        b.mul(low.entry(left[0], (*left[1], k)), low.entry(right[0], (k, *right[1]))), k, b.ONE, size
    )


def _over_blocks(low: Pointwise, left: tuple[Expr, Places], right: tuple[Expr, Places]) -> Expr:
    """W [h; x] = Σ_j W_ij h_j + Σ_j W_{i, n+j} x_j."""
    terms, before = [], b.ZERO
    for part in right[0].args:
        size = (low.shape(part) or (b.ONE,))[0]
        k = b.fresh_idx("j")
        column = k if before is b.ZERO else b.add(before, k)
        body = b.mul(low.entry(left[0], (*left[1], column)), low.part(part, (k, *right[1])))
        terms.append(b.sum_over(body, k, b.ONE, size))
        before = size if before is b.ZERO else b.add(before, size)
    return b.add(*terms)


def _dot(low: Pointwise, expr: Expr, places: Places) -> Expr:
    """u · v = Σ_i u_i v_i; the entries of both taken together for matrices."""
    left, right = expr.args
    shape = low.shape(left)
    inner = places_of(shape)
    return summed(b.mul(low.entry(left, inner), low.part(right, inner)), inner, shape)


def _outer(low: Pointwise, expr: Expr, places: Places) -> Expr:
    cut = len(low.shape(expr.args[0]))
    return b.mul(low.entry(expr.args[0], places[:cut]), low.entry(expr.args[1], places[cut:]))


def _entrywise(make: Callable[[Expr, Expr], Expr]) -> Callable[[Pointwise, Expr, Places], Expr]:
    return lambda low, expr, places: reduce(make, [low.part(a, places) for a in expr.args])


# ---- one argument -----------------------------------------------------------------------------------


def _transpose(low: Pointwise, expr: Expr, places: Places) -> Expr:
    shape = low.shape(expr.args[0])
    if len(shape) == 2 and len(places) == 2:
        return low.entry(expr.args[0], (places[1], places[0]))
    if len(shape) == 2:
        return low.entry(expr.args[0], (b.ONE, *places))
    return low.entry(expr.args[0], places[1:] if shape else places)


def _trace(low: Pointwise, expr: Expr, places: Places) -> Expr:
    """tr A = Σ_i A_ii."""
    shape = low.shape(expr.args[0])
    if not shape:
        return low.entry(expr.args[0], ())
    if len(shape) != 2 or not same_size(*shape):
        raise DeriveError(f"{said(shape)} has no trace: it is not square")
    i = b.fresh_idx("i")
    return b.sum_over(low.entry(expr.args[0], (i, i)), i, b.ONE, shape[0])


def _diag(low: Pointwise, expr: Expr, places: Places) -> Expr:
    """diag(v)_ij = v_i δ_ij; diag(A)_i = A_ii."""
    if len(places) == 2:
        return b.mul(low.entry(expr.args[0], places[:1]), b.delta(*places))
    return low.entry(expr.args[0], places * 2)


def _total(low: Pointwise, expr: Expr, places: Places) -> Expr:
    shape = low.shape(expr.args[0])
    inner = places_of(shape)
    return summed(low.entry(expr.args[0], inner), inner, shape)


def _sum_of_powers(low: Pointwise, inside: Expr, degree: Expr) -> Expr:
    """Σ |v_i|^p; the bars are left out for an even p."""
    shape = low.shape(inside)
    inner = places_of(shape)
    value = number_value(degree)
    entry = low.entry(inside, inner)
    even = value is not None and value.denominator == 1 and value % 2 == 0
    return summed(b.power(entry if even else node("abs", entry), degree), inner, shape)


def _norm(low: Pointwise, expr: Expr, places: Places) -> Expr:
    """‖v‖_p = (Σ |v_i|^p)^{1/p}; ‖A‖_F = √(Σ A_ij²)."""
    degree = expr.args[1] if expr.head == "norm" and len(expr.args) > 1 else b.TWO
    if degree is b.INF:
        raise DeriveError("the maximum norm has no pointwise form")
    inside = _sum_of_powers(low, expr.args[0], degree)
    if degree is b.ONE:
        return _without_power(inside)
    return b.fn("sqrt", inside) if degree is b.TWO else b.power(inside, b.div(b.ONE, degree))


def _without_power(expr: Expr) -> Expr:
    """Σ |v|^1 is Σ |v|."""
    if expr.head == "sum":
        return rebuild(expr, (_without_power(expr.args[0]), *expr.args[1:]))
    return expr.args[0]


def _power(low: Pointwise, expr: Expr, places: Places) -> Expr:
    """‖v‖_p^p has no root in it; other powers go by entries."""
    base, exponent = expr.args
    degree = b.TWO if base.head == "frobenius" else base.args[1] if base.head == "norm" else None
    value = number_value(exponent)
    if degree is not None and degree is exponent:
        return _sum_of_powers(low, base.args[0], degree)
    if degree is b.TWO and value is not None and value.denominator == 1 and not value % 2:
        return b.power(_sum_of_powers(low, base.args[0], degree), b.num(value / 2))
    return b.power(low.part(base, places), low.part(exponent, ()))


def _inverse(low: Pointwise, expr: Expr, places: Places) -> Expr:
    if not places:
        return b.div(b.ONE, low.entry(expr.args[0], ()))
    return b.entry(low.stage("inverse", expr.args[0], low.shape(expr)), *places)


def _det(low: Pointwise, expr: Expr, places: Places) -> Expr:
    inside = low.shape(expr.args[0])
    if not inside:
        return low.entry(expr.args[0], ())
    if len(inside) != 2 or not same_size(*inside):
        raise DeriveError(f"{said(inside)} has no determinant: it is not square")
    return low.stage("det", expr.args[0], ())


def _family(low: Pointwise, expr: Expr, places: Places) -> Expr:
    """log softmax(z)_i is log p_i with p = softmax(z)."""
    (z,) = expr.args
    shape = low.shape(z)
    if low.written:
        return _written_family(low, expr, places)
    if expr.head == "logsumexp":
        letter = low.stage("logsumexp", z, shape[:-1])
        return b.entry(letter, *places) if places else letter
    found = b.entry(low.stage("softmax", z, shape), *places)
    return b.log(found) if expr.head == "log_softmax" else found


def _written_family(low: Pointwise, expr: Expr, places: Places) -> Expr:
    """e^{z_i} / Σ_j e^{z_j}, z_i − log Σ_j e^{z_j}, log Σ_j e^{z_j}, along the last axis."""
    (z,) = expr.args
    shape = low.shape(z)
    rows = places if expr.head == "logsumexp" else places[:-1]
    j = b.fresh_idx("j")
    under = b.sum_over(b.exp(low.entry(z, (*rows, j))), j, b.ONE, shape[-1])
    if expr.head == "logsumexp":
        return b.log(under)
    above = low.entry(z, places)
    return b.div(b.exp(above), under) if expr.head == "softmax" else b.sub(above, b.log(under))


# ---- written arrays ---------------------------------------------------------------------------------


def _filled(value: Expr) -> Callable[[Pointwise, Expr, Places], Expr]:
    return lambda low, expr, places: value


def _identity(low: Pointwise, expr: Expr, places: Places) -> Expr:
    return b.delta(*places)


def _listed(low: Pointwise, expr: Expr, places: Places) -> Expr:
    """The entry at a written place; Σ_k δ_ik v_k at a letter."""
    if len(places) == 1 and expr.head == "matrix":
        places = (*places, b.ONE)
    at = number_value(places[0])
    if at is not None and 1 <= at <= len(expr.args):
        return low.part(expr.args[int(at) - 1], places[1:])
    terms = [b.mul(b.delta(places[0], b.num(k)), low.part(a, places[1:])) for k, a in enumerate(expr.args, 1)]
    return b.add(*terms)


def _block(low: Pointwise, expr: Expr, places: Places) -> Expr:
    """[a; b]_i is a_i for i ≤ n, else b_{i−n}."""
    branches, before = [], b.ZERO
    for part in expr.args:
        size = (low.shape(part) or (b.ONE,))[0]
        place = places[0] if before is b.ZERO else b.sub(places[0], before)
        before = size if before is b.ZERO else b.add(before, size)
        value = low.part(part, (place, *places[1:]) if low.shape(part) else ())
        branches.append((value, b.rel("le", places[0], before)))
    branches[-1] = (branches[-1][0], b.TRUE)
    return b.cases(branches)


def _taken(low: Pointwise, expr: Expr, places: Places) -> Expr:
    """The entry of an array expression; of a bare letter it is written already."""
    base, given = expr.args[0], expr.args[1:]
    if base.head == "sym":
        return b.entry(base, *given, *places)
    return low.entry(base, (*given, *places))


def _derivative(low: Pointwise, expr: Expr, places: Places) -> Expr:
    body, letter = expr.args
    cut = len(low.shape(body))
    if letter.head == "sym" and low.shape(letter):
        letter = b.entry(letter, *places[cut:])
    return b.deriv(low.entry(body, places[:cut]), letter)


RULES: Mapping[str, Callable[[Pointwise, Expr, Places], Expr]] = {
    "matmul": _matmul,
    "hadamard": _entrywise(b.mul),
    "hadamard_div": _entrywise(b.div),
    "dot": _dot,
    "outer": _outer,
    "transpose": _transpose,
    "trace": _trace,
    "diag": _diag,
    "total": _total,
    "frobenius": _norm,
    "norm": _norm,
    "pow": _power,
    "inverse": _inverse,
    "det": _det,
    "ones": _filled(b.ONE),
    "zeros": _filled(b.ZERO),
    "identity": _identity,
    "vector": _listed,
    "row": _listed,
    "matrix": _listed,
    "block": _block,
    "entry": _taken,
    "deriv": _derivative,
}


def lower(expr: Expr, context: Context, places: Sequence[Expr] = ()) -> tuple[Expr, Pointwise]:
    """The pointwise form of `expr` at the places, and what its stages stand for."""
    low = Pointwise(context)
    return freshen(low.at(expr, places)), low


def restored(expr: Expr, stages: Sequence[Stage]) -> Expr:
    """Matrix notation with the letters of stages written out."""
    for stage in reversed(stages):
        if stage.kind != "definition":
            expr = substitute(expr, {stage.letter: node(stage.kind, stage.argument)})
    return expr


def is_pointwise(expr: Expr) -> bool:
    """Whether nothing in `expr` is taken of whole arrays."""
    return not any(
        each.head in RULES and each.head not in ("entry", "pow", "deriv") for each in postorder(expr)
    )


__all__ = [
    "Places",
    "Pointwise",
    "Stage",
    "free_indices",
    "is_pointwise",
    "lower",
    "places_of",
    "restored",
    "summed",
]
