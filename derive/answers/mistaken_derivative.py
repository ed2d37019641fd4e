"""Derivatives taken with one mistake, at one place: the textbook's rules, and where a slip comes in.

`slips` are what is mistaken, by the head of what is differentiated ("" for any); `site` is at which use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from derive.engine.differentiate import differentiate
from derive.errors import DeriveError
from derive.expressions.build import ONE, ZERO, add, div, mul, neg, num, power, sub
from derive.expressions.expr import Expr, number_value, postorder
from derive.expressions.walk import freshen, rebuild, substitute
from derive.notation.context import Context, Definition
from derive.notation.functions import FunctionTable

Slip = Callable[["Mistaken", Expr], Expr | None]
Slips = Mapping[str, Slip]


class Mistaken:
    """A differentiator that makes the slip at its use number `site`; `places` are the uses it came by."""

    def __init__(
        self, letter: Expr, context: Context, functions: FunctionTable, slips: Slips, site: int
    ) -> None:
        self.letter = letter
        self.context = context
        self.functions = functions
        self.slips = slips
        self.site = site
        self.body: Expr | None = None
        self.places: list[Expr] = []

    def derivative(self, expr: Expr) -> Expr:
        """∂expr/∂letter, with the slip where it is due."""
        if not self.depends(expr):
            return ZERO
        for slip in (self.slips.get(expr.head), self.slips.get("")):
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


def quotient_rule(m: Mistaken, expr: Expr) -> Expr:
    u, v = expr.args
    if not m.depends(v):
        return div(m.derivative(u), v)
    return div(sub(mul(m.derivative(u), v), mul(u, m.derivative(v))), power(v, num(2)))


def _pow(m: Mistaken, expr: Expr) -> Expr:
    u, n = expr.args
    if m.depends(n):
        return differentiate(expr, m.letter, m.functions)
    return mul(n, power(u, less_one(n)), m.derivative(u))


def less_one(n: Expr) -> Expr:
    value = number_value(n)
    return sub(n, ONE) if value is None else num(value - 1)


def _sum(m: Mistaken, expr: Expr) -> Expr:
    body, *rest = expr.args
    return rebuild(expr, (m.derivative(body), *rest))


def _neg(m: Mistaken, expr: Expr) -> Expr:
    return neg(m.derivative(expr.args[0]))


_RULES: Mapping[str, Callable[[Mistaken, Expr], Expr]] = {
    "sym": _letter, "entry": _entry, "add": _add, "mul": _mul,
    "div": quotient_rule, "pow": _pow, "sum": _sum, "neg": _neg,
}  # fmt: skip
