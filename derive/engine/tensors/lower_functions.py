"""Functions of one array by entries: (Aᵀ)_ij = A_ji, tr A = Σ_i A_ii, norms, softmax; A⁻¹ is a stage."""

from __future__ import annotations

from collections.abc import Mapping

from derive.engine.kernel.planes import has_unit
from derive.engine.tensors.pointwise import Places, Pointwise, Rule, places_of, summed
from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.expr import Expr, node, number_value
from derive.expressions.walk import rebuild
from derive.notation.shapes import said, same_size


def _transpose(low: Pointwise, expr: Expr, places: Places) -> Expr:
    shape = low.shape(expr.args[0])
    if len(shape) == 2 and len(places) == 2:
        return low.entry(expr.args[0], (places[1], places[0]))
    if len(shape) == 2:
        return low.entry(expr.args[0], (b.ONE, *places))
    return low.entry(expr.args[0], places[1:] if shape else places)


def _trace(low: Pointwise, expr: Expr, places: Places) -> Expr:
    """tr A = Σ_i A_ii; tr(A ⊗ B) = tr A tr B for square A, B."""
    shape = low.shape(expr.args[0])
    if not shape:
        return low.entry(expr.args[0], ())
    if len(shape) != 2 or not same_size(*shape):
        raise DeriveError(f"{said(shape)} has no trace: it is not square")
    inside = expr.args[0]
    if inside.head == "kron" and all(same_size(*low.shape(a)) for a in inside.args):
        return b.mul(*(low.entry(node("trace", a), ()) for a in inside.args))
    i = b.fresh_idx("i")
    return b.sum_over(low.entry(inside, (i, i)), i, b.ONE, shape[0])


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
    """Σ |v_i|^p; the bars are left out for an even p where v is real."""
    shape = low.shape(inside)
    inner = places_of(shape)
    value = number_value(degree)
    entry = low.entry(inside, inner)
    even = value is not None and value.denominator == 1 and value % 2 == 0
    real = not has_unit(entry, *(d.right for d in low.context.definitions))
    return summed(b.power(entry if even and real else node("abs", entry), degree), inner, shape)


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


FUNCTIONS: Mapping[str, Rule] = {
    "transpose": _transpose,
    "trace": _trace,
    "diag": _diag,
    "total": _total,
    "frobenius": _norm,
    "norm": _norm,
    "pow": _power,
    "inverse": _inverse,
    "det": _det,
    "softmax": _family,
    "log_softmax": _family,
    "logsumexp": _family,
}
