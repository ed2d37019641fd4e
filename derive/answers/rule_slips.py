"""Slips in the rules of differentiation: what forgetting a rule gives, at each of its uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from derive.answers.mistaken_derivative import Mistaken, Slips, less_one, quotient_rule
from derive.engine.indices import contract, index_ranges
from derive.errors import DeriveError
from derive.expressions.build import add, deriv, div, mul, num, power, sub
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import substitute
from derive.notation.context import Context
from derive.notation.functions import FunctionTable


def _forget_inner(m: Mistaken, expr: Expr) -> Expr | None:
    if expr.head == "pow":
        u, n = expr.args
        trivial = m.is_letter(u) or m.depends(n)
        return None if trivial else mul(n, power(u, less_one(n)))
    if expr.head not in m.functions or len(expr.args) != 1 or m.is_letter(expr.args[0]):
        return None
    return m.function(expr, inner=False)


def _forget_outer(m: Mistaken, expr: Expr) -> Expr | None:
    return m.function(expr, outer=False) if expr.head in m.functions and len(expr.args) == 1 else None


def _forget_gate(m: Mistaken, expr: Expr) -> Expr | None:
    """A gate i = σ(u) gives u' in place of σ'(u)·u'."""
    opened = m._opened(expr)
    if opened is not None and opened.head == "call":
        opened = m._opened(opened)
    if opened is None or opened.head not in m.functions or len(opened.args) != 1:
        return None
    return m.function(opened, outer=False)


def _product_of_derivatives(m: Mistaken, expr: Expr) -> Expr | None:
    varying = [a for a in expr.args if m.depends(a)]
    constant = [a for a in expr.args if not m.depends(a)]
    return mul(*constant, *map(m.derivative, varying)) if len(varying) > 1 else None


def _forget_first_term(m: Mistaken, expr: Expr) -> Expr | None:
    return _one_term(m, expr, 0)


def _forget_last_term(m: Mistaken, expr: Expr) -> Expr | None:
    return _one_term(m, expr, -1)


def _one_term(m: Mistaken, expr: Expr, left_out: int) -> Expr | None:
    varying = [k for k, a in enumerate(expr.args) if m.depends(a)]
    if len(varying) < 2:
        return None
    dropped = varying[left_out]
    kept = [k for k in varying if k != dropped]
    return add(*(mul(*expr.args[:k], m.derivative(expr.args[k]), *expr.args[k + 1 :]) for k in kept))


def _power_kept(m: Mistaken, expr: Expr) -> Expr | None:
    u, n = expr.args
    return None if m.depends(n) else mul(n, power(u, n), m.derivative(u))


def _power_factor_left_out(m: Mistaken, expr: Expr) -> Expr | None:
    u, n = expr.args
    return None if m.depends(n) else mul(power(u, less_one(n)), m.derivative(u))


def _quotient(numerator: int, squared: bool) -> Callable[[Mistaken, Expr], Expr | None]:
    def slip(m: Mistaken, expr: Expr) -> Expr | None:
        u, v = expr.args
        if not m.depends(v):
            return quotient_rule(m, expr)
        whole = m.body is not None and m.body.head in ("div", "add") and expr in (m.body, *m.body.args)
        if numerator == -1 and not whole:
            return None  # within something larger that is the sign of a factor
        a, b = mul(m.derivative(u), v), mul(u, m.derivative(v))
        top = {1: add(a, b), -1: sub(b, a), 0: sub(a, b)}[numerator]
        return div(top, power(v, num(2)) if squared else v)

    return slip


def _of_derivatives(m: Mistaken, expr: Expr) -> Expr:
    u, v = expr.args
    return div(m.derivative(u), m.derivative(v))


def _minus_dropped(m: Mistaken, expr: Expr) -> Expr:
    return m.derivative(expr.args[0])


def _first_term_only(m: Mistaken, expr: Expr) -> Expr | None:
    varying = [a for a in expr.args if m.depends(a)]
    return m.derivative(varying[0]) if len(varying) > 1 else None


def _last_term_only(m: Mistaken, expr: Expr) -> Expr | None:
    varying = [a for a in expr.args if m.depends(a)]
    return m.derivative(varying[-1]) if len(varying) > 1 else None


SLIPS: Mapping[str, Slips] = {
    "inner-derivative-left-out": {"": _forget_inner},
    "gate-derivative-left-out": {"sym": _forget_gate, "entry": _forget_gate},
    "outer-derivative-left-out": {"": _forget_outer},
    "product-of-derivatives": {"mul": _product_of_derivatives},
    "first-product-term-left-out": {"mul": _forget_first_term},
    "last-product-term-left-out": {"mul": _forget_last_term},
    "power-not-lowered": {"pow": _power_kept},
    "exponent-left-out": {"pow": _power_factor_left_out},
    "quotient-plus": {"div": _quotient(1, True)},
    "quotient-turned": {"div": _quotient(-1, True)},
    "quotient-not-squared": {"div": _quotient(0, False)},
    "quotient-of-derivatives": {"div": _of_derivatives},
    "minus-dropped": {"neg": _minus_dropped},
    "first-term-only": {"add": _first_term_only},
    "last-term-only": {"add": _last_term_only},
}


def mistaken_derivatives(
    asked: Expr, slip: str, context: Context, functions: FunctionTable, most: int = 12
) -> list[tuple[Expr, Expr]]:
    """(what the slip gives for `asked`, the place of the slip), one for each place where it can happen."""
    found: list[tuple[Expr, Expr]] = []
    derivatives = [e for e in postorder(asked) if e.head == "deriv"]
    for each in derivatives[:3]:
        body, letter = each.args
        for site in range(most):
            m = Mistaken(letter, context, functions, SLIPS.get(slip, {}), site)
            m.body = m._opened(body) or body
            try:
                value = m.derivative(body)
            except (DeriveError, ValueError, RecursionError):
                break
            if len(m.places) <= site:
                break
            value = contract(value, context, index_ranges(value, context))
            found.append((substitute(asked, {deriv(body, letter): value}), m.places[site]))
    return found
