"""Products multiplied out over sums: what matrix notation needs where a factor is a sum of several."""

from __future__ import annotations

from derive.engine.tidy import product, total
from derive.errors import TooLarge
from derive.expressions import build as b
from derive.expressions.expr import Expr, number_value, postorder
from derive.expressions.walk import freshen, rebuild

MOST_TERMS = 400


def multiplied_out(expr: Expr) -> Expr:
    """a (b + c) = a b + a c and Σ (f + g) = Σ f + Σ g, bound indices stay unique."""
    memo: dict[Expr, Expr] = {}
    for each in postorder(expr):
        new = rebuild(each, (memo[a] for a in each.args))
        memo[each] = _here(new)
    return freshen(memo[expr])


def _here(expr: Expr) -> Expr:
    if expr.head == "add":
        return total(*expr.args)
    if expr.head == "mul":
        return _product(expr)
    if expr.head == "neg" and expr.args[0].head == "add":
        return total(*(b.neg(a) for a in expr.args[0].args))
    if expr.head == "sum" and expr.args[0].head == "add":
        return total(*(rebuild(expr, (a, *expr.args[1:])) for a in expr.args[0].args))
    if expr.head == "pow" and expr.args[0].head == "add" and number_value(expr.args[1]) == 2:
        return _product(b.mul(expr.args[0], freshen(expr.args[0])))
    if expr.head == "div" and expr.args[0].head == "add":
        return total(*(b.div(a, expr.args[1]) for a in expr.args[0].args))
    return expr


def _product(expr: Expr) -> Expr:
    found: list[list[Expr]] = [[]]
    for factor in expr.args:
        terms = factor.args if factor.head == "add" else (factor,)
        found = [[*done, term] for done in found for term in terms]
        if len(found) > MOST_TERMS:
            raise TooLarge(f"the product has more than {MOST_TERMS} terms")
    return total(*(product(*factors) for factors in found))
