"""Derivatives taken with one mistake, at one place: what forgetting a rule gives.

`right` is the textbook's derivative; `slip` names the rule that is mistaken, `site` at which of its uses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from derive.engine.differentiate import differentiate
from derive.engine.indices import contract, index_ranges
from derive.errors import DeriveError
from derive.expressions.build import ONE, ZERO, add, deriv, div, mul, neg, num, power, sub
from derive.expressions.expr import Expr, number_value, postorder
from derive.expressions.walk import freshen, rebuild, substitute
from derive.notation.context import Context, Definition
from derive.notation.functions import FunctionTable

Slip = Callable[["Mistaken", Expr], Expr]


class Mistaken:
    """A differentiator that makes the slip at its use number `site`; `places` are the uses it came by."""

    def __init__(
        self, letter: Expr, context: Context, functions: FunctionTable, slip: str, site: int
    ) -> None:
        self.letter = letter
        self.context = context
        self.functions = functions
        self.slip = slip
        self.site = site
        self.body: Expr | None = None
        self.places: list[Expr] = []

    def derivative(self, expr: Expr) -> Expr:
        """∂expr/∂letter, with the slip where it is due."""
        if not self.depends(expr):
            return ZERO
        for slip in (SLIPS.get(self.slip, {}).get(expr.head), SLIPS.get(self.slip, {}).get("")):
            if slip is not None and (mistaken := slip(self, expr)) is not None:
                self.places.append(expr)
                if len(self.places) == self.site + 1:
                    return mistaken
                break
        return self._right(expr)

    def depends(self, expr: Expr) -> bool:
        base = self.letter.args[0] if self.letter.head == "entry" else self.letter
        return any(
            e is base or (e.head == "sym" and self._definition_depends(e.value)) for e in postorder(expr)
        )

    def is_letter(self, expr: Expr) -> bool:
        """The letter itself, or another place of its array: nothing inner is left to differentiate."""
        same_array = expr.head == self.letter.head == "entry" and expr.args[0] is self.letter.args[0]
        return expr is self.letter or same_array

    def _definition_depends(self, name: str) -> bool:
        definition = self.context.definition(name)
        return definition is not None and self.depends(definition.right)

    def _right(self, expr: Expr) -> Expr:
        rule = _RULES.get(expr.head)
        if rule is not None:
            return rule(self, expr)
        if expr.head in self.functions and len(expr.args) < 5:
            return self.function(expr)
        opened = self._opened(expr)
        return (
            self.derivative(opened)
            if opened is not None
            else differentiate(expr, self.letter, self.functions)
        )

    def _opened(self, expr: Expr) -> Expr | None:
        """What a defined letter, entry or call stands for."""
        name = (
            expr.value
            if expr.head == "sym"
            else expr.args[0].value
            if expr.head in ("entry", "call")
            else None
        )
        definition = self.context.definition(name) if isinstance(name, str) else None
        if definition is None or self.is_letter(expr):
            return None
        return instantiated(definition, expr)

    def function(self, expr: Expr, outer: bool = True, inner: bool = True) -> Expr:
        """f'(u)·u', or one of the two factors alone."""
        function = self.functions[expr.head]
        values = dict(zip(function.parameters, expr.args, strict=True))
        terms = []
        for formula, argument in zip(function.derivatives, expr.args, strict=True):
            if not self.depends(argument):
                continue
            if formula is None:
                raise DeriveError(f"{expr.head} has no derivative here")
            first = substitute(freshen(formula), values)
            factors = [*([first] if outer else []), *([self.derivative(argument)] if inner else [])]
            terms.append(mul(*factors))
        return add(*terms)


def instantiated(definition: Definition, use: Expr) -> Expr:
    given = use.args[1:] if use.head in ("entry", "call") else ()
    return freshen(substitute(definition.right, dict(zip(definition.parameters, given, strict=True))))


def _letter(m: Mistaken, expr: Expr) -> Expr:
    if expr is m.letter:
        return ONE
    opened = m._opened(expr)
    return m.derivative(opened) if opened is not None else ZERO


def _entry(m: Mistaken, expr: Expr) -> Expr:
    opened = m._opened(expr)
    if opened is not None:
        return m.derivative(opened)
    return differentiate(expr, m.letter, m.functions)


def _add(m: Mistaken, expr: Expr) -> Expr:
    return add(*(m.derivative(a) for a in expr.args))


def _mul(m: Mistaken, expr: Expr) -> Expr:
    terms = []
    for k, factor in enumerate(expr.args):
        if m.depends(factor):
            terms.append(mul(*expr.args[:k], m.derivative(factor), *expr.args[k + 1 :]))
    return add(*terms)


def _div(m: Mistaken, expr: Expr) -> Expr:
    u, v = expr.args
    if not m.depends(v):
        return div(m.derivative(u), v)
    return div(sub(mul(m.derivative(u), v), mul(u, m.derivative(v))), power(v, num(2)))


def _pow(m: Mistaken, expr: Expr) -> Expr:
    u, n = expr.args
    if m.depends(n):
        return differentiate(expr, m.letter, m.functions)
    return mul(n, power(u, _less_one(n)), m.derivative(u))


def _less_one(n: Expr) -> Expr:
    value = number_value(n)
    return sub(n, ONE) if value is None else num(value - 1)


def _sum(m: Mistaken, expr: Expr) -> Expr:
    body, *rest = expr.args
    return rebuild(expr, (m.derivative(body), *rest))


def _neg(m: Mistaken, expr: Expr) -> Expr:
    return neg(m.derivative(expr.args[0]))


_RULES: Mapping[str, Slip] = {
    "sym": _letter, "entry": _entry, "add": _add, "mul": _mul,
    "div": _div, "pow": _pow, "sum": _sum, "neg": _neg,
}  # fmt: skip


# ---- slips: None where there is nothing to get wrong --------------------------------------------------


def _forget_inner(m: Mistaken, expr: Expr) -> Expr | None:
    if expr.head == "pow":
        u, n = expr.args
        trivial = m.is_letter(u) or m.depends(n)
        return None if trivial else mul(n, power(u, _less_one(n)))
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
    return None if m.depends(n) else mul(power(u, _less_one(n)), m.derivative(u))


def _quotient(numerator: int, squared: bool) -> Callable[[Mistaken, Expr], Expr | None]:
    def slip(m: Mistaken, expr: Expr) -> Expr | None:
        u, v = expr.args
        if not m.depends(v):
            return _div(m, expr)
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


SLIPS: Mapping[str, Mapping[str, Callable[[Mistaken, Expr], Expr | None]]] = {
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
            m = Mistaken(letter, context, functions, slip, site)
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
