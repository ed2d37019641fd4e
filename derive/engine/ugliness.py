"""How a reader takes a form: the symbols it is written with, and what nobody leaves standing."""

from __future__ import annotations

from derive.engine.indices import pull_out
from derive.engine.monomials import monomial
from derive.expressions.expr import Expr, free_indices, postorder

EXPONENTIAL_BELOW = 6
FRACTION_WITHIN = 4
ROOT_IN_A_POWER = 4
DELTA_UNDER_ITS_SUM = 14
FACTOR_UNDER_A_SUM = 6


def written_size(expr: Expr) -> int:
    """How many symbols the expression is written with, shared parts counted each time."""
    size: dict[Expr, int] = {}
    for each in postorder(expr):
        size[each] = 1 + sum(size[a] for a in each.args)
    return size[expr]


def ugliness(expr: Expr) -> int:
    """Size, and more for 1/e^x, a fraction within a bracket, (√a b)², a δ that its Σ would take, Σ c f."""
    return written_size(expr) + sum(_blemish(each) for each in postorder(expr))


def _blemish(expr: Expr) -> int:
    if expr.head == "div":
        below = monomial(expr.args[1])
        exponential = any(below.shown[b].head == "exp" for b in below.over)
        return EXPONENTIAL_BELOW * exponential + FRACTION_WITHIN * _fractions_within(expr.args[:1])
    if expr.head == "mul":
        return FRACTION_WITHIN * _fractions_within(expr.args)
    if expr.head == "pow" and expr.args[0].head in ("mul", "div"):
        base = monomial(expr.args[0])
        return ROOT_IN_A_POWER * any(base.shown[b].head == "sqrt" for b in (*base.over, *base.under))
    if expr.head == "sum":
        index = expr.args[1].value
        taken = any(e.head == "delta" and index in free_indices(e) for e in postorder(expr.args[0]))
        return DELTA_UNDER_ITS_SUM * taken + FACTOR_UNDER_A_SUM * (pull_out(expr) is not expr)
    return 0


def _fractions_within(factors: tuple[Expr, ...]) -> bool:
    """Whether a bracket among the factors holds a fraction as a term."""
    return any(t.head == "div" for f in factors if f.head == "add" for t in f.args)
