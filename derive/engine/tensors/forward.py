"""The differential in matrix notation: what a change H of one letter does to first order.

d(A B) = dA B + A dB      d(Aᵀ) = (dA)ᵀ            d(A⁻¹) = −A⁻¹ dA A⁻¹     d det A = det A tr(A⁻¹ dA)
d tr A = tr dA            d f(A) = f′(A) ⊙ dA      d(A ⊙ B) = dA ⊙ B + A ⊙ dB
d softmax(z) = p ⊙ dz − p (pᵀ dz)

It goes forward where `adjoints` goes in reverse, so that each checks the other: df = ⟨∂f/∂X, H⟩.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.notation import flipped, times
from derive.engine.tidy import negate, product, tidy, total
from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.expr import Expr, node, number_value, postorder
from derive.expressions.walk import freshen, rebuild, substitute
from derive.notation.functions import FunctionTable


class Forward:
    """Differentials by one letter, whose change is the letter `change`."""

    def __init__(self, letter: Expr, change: Expr, low: Pointwise, functions: FunctionTable) -> None:
        self.low = low
        self.functions = functions
        self.memo: dict[Expr, Expr] = {letter: change}

    def of(self, expr: Expr) -> Expr:
        """d expr; `ZERO` where the letter does not stand in it."""
        for each in postorder(expr):
            if each not in self.memo:
                self.memo[each] = self._of(each)
        return self.memo[expr]

    def _of(self, expr: Expr) -> Expr:
        if all(self.memo[a] is b.ZERO for a in expr.args):
            return b.ZERO
        rule = _RULES.get(expr.head)
        return rule(self, expr) if rule else self.function(expr)

    def function(self, expr: Expr) -> Expr:
        """f(u, v): f₁ ⊙ du + f₂ ⊙ dv, entry by entry."""
        known = self.functions.get(expr.head)
        if known is None or known.family or len(known.derivatives) != len(expr.args):
            raise DeriveError(f"no differential is known of {expr.head}")
        actual = dict(zip(known.parameters, expr.args, strict=True))
        terms = []
        for slope, argument in zip(known.derivatives, expr.args, strict=True):
            if self.memo[argument] is not b.ZERO:
                if slope is None:
                    raise DeriveError(f"{expr.head} has no derivative here")
                terms.append(self.entrywise(tidy(freshen(substitute(slope, actual))), self.memo[argument]))
        return total(*terms)

    def entrywise(self, left: Expr, right: Expr) -> Expr:
        if self.low.shape(left) and self.low.shape(right):
            return node("hadamard", left, right)
        return product(left, right)


def _sum(work: Forward, expr: Expr) -> Expr:
    return total(*(work.memo[a] for a in expr.args))


def _linear(work: Forward, expr: Expr) -> Expr:
    return rebuild(expr, (work.memo[expr.args[0]], *expr.args[1:]))


def _bilinear(work: Forward, expr: Expr) -> Expr:
    """One factor changes at a time."""
    terms = []
    for place, factor in enumerate(expr.args):
        if work.memo[factor] is not b.ZERO:
            terms.append(rebuild(expr, (*expr.args[:place], work.memo[factor], *expr.args[place + 1 :])))
    return total(*terms)


def _quotient(work: Forward, expr: Expr) -> Expr:
    """d(a/c) = da/c − a dc/c²."""
    a, c = expr.args
    terms = [node(expr.head, work.memo[a], c)] if work.memo[a] is not b.ZERO else []
    if work.memo[c] is not b.ZERO:
        slope = node(expr.head, a, b.power(c, b.TWO))
        terms.append(negate(work.entrywise(slope, work.memo[c])))
    return total(*terms)


def _power(work: Forward, expr: Expr) -> Expr:
    """d(a^c) = c a^{c−1} da, entry by entry."""
    base, exponent = expr.args
    value = number_value(exponent)
    if work.memo[exponent] is not b.ZERO:
        raise DeriveError("a power whose exponent changes has no differential here")
    if base.head in ("norm", "frobenius") and value == 2:
        inside = base.args[0]
        return product(b.TWO, _inner(work, inside, work.memo[inside]))
    lower = b.num(value - 1) if value is not None else b.sub(exponent, b.ONE)
    slope = base if lower is b.ONE else b.power(base, lower)
    return product(exponent, work.entrywise(slope, work.memo[base]))


def _inner(work: Forward, left: Expr, right: Expr) -> Expr:
    return node("total", node("hadamard", left, right))


def _norm(work: Forward, expr: Expr) -> Expr:
    """d‖v‖ = ⟨v, dv⟩/‖v‖."""
    if expr.head == "norm" and expr.args[1] is not b.TWO:
        raise DeriveError("only the differential of the Euclidean norm is known")
    return b.div(_inner(work, expr.args[0], work.memo[expr.args[0]]), expr)


def _inverse(work: Forward, expr: Expr) -> Expr:
    return negate(times(expr, work.memo[expr.args[0]], expr))


def _det(work: Forward, expr: Expr) -> Expr:
    return product(expr, node("trace", times(node("inverse", expr.args[0]), work.memo[expr.args[0]])))


def _softmax(work: Forward, expr: Expr) -> Expr:
    if len(work.low.shape(expr)) != 1:
        raise DeriveError("the differential of a softmax along rows is not known here")
    inner = times(flipped(expr), work.memo[expr.args[0]])
    return total(node("hadamard", expr, work.memo[expr.args[0]]), negate(b.mul(inner, expr)))


def _log_softmax(work: Forward, expr: Expr) -> Expr:
    (z,) = expr.args
    inner = times(flipped(node("softmax", z)), work.memo[z])
    ones = node("ones", *work.low.shape(z))
    return total(work.memo[z], negate(b.mul(inner, ones)))


def _logsumexp(work: Forward, expr: Expr) -> Expr:
    return times(flipped(node("softmax", expr.args[0])), work.memo[expr.args[0]])


_RULES: Mapping[str, Callable[[Forward, Expr], Expr]] = {
    "add": _sum,
    "neg": lambda work, expr: negate(work.memo[expr.args[0]]),
    "transpose": _linear,
    "trace": _linear,
    "total": _linear,
    "diag": _linear,
    **dict.fromkeys(("tril", "triu", "vec"), _linear),
    **dict.fromkeys(("mul", "matmul", "hadamard", "dot", "outer", "kron", "cross"), _bilinear),
    "div": _quotient,
    "hadamard_div": _quotient,
    "pow": _power,
    "norm": _norm,
    "frobenius": _norm,
    "inverse": _inverse,
    "det": _det,
    "softmax": _softmax,
    "log_softmax": _log_softmax,
    "logsumexp": _logsumexp,
    "entry": _linear,
}
