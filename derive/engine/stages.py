"""Gates kept as letters: σ, tanh, exp and roots in definitions, and their derivatives by the chain rule.

    z = σ(a)   ∂z = z (1 − z) ∂a          s = √a     ∂s = ∂a/(2 s)
    n = tanh a ∂n = (1 − n²) ∂a           s = a^q    ∂s = q s^{1−1/q} ∂a     (1/q an integer)

What holds for every value of a gate holds for the value it has; nothing is expanded through it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from derive.engine.dependence import base_of, ground
from derive.engine.differentiate import differentiate, eliminate_derivatives
from derive.engine.facts import Facts
from derive.engine.forms_of_sums import by_first_range
from derive.engine.learning import learn
from derive.engine.plain_sign import plainly_signed
from derive.engine.prepare import Prepared, scope_of
from derive.engine.tidy import product, tidy
from derive.engine.unfold import match_left, unfold
from derive.errors import TooLarge
from derive.expressions.build import ONE, TWO, ZERO, div, entry, mul, num, power, rel, sub
from derive.expressions.expr import Expr, Index, free_indices, kinds, node, number_value, postorder
from derive.expressions.walk import freshen, substitute
from derive.notation.context import Context, Definition
from derive.notation.functions import FunctionTable

DERIVATIVE = kinds("deriv")
MOST_PASSES = 50
GATES: dict[str, Callable[[Expr], Expr]] = {
    "sigma": lambda y: mul(y, sub(ONE, y)),
    "tanh": lambda y: sub(ONE, power(y, TWO)),
    "exp": lambda y: y,
    "sqrt": lambda y: div(ONE, mul(TWO, y)),
}


@dataclass
class GateStages:
    """The gates of a context; ∂(gate)/∂letter is worked out once for each place."""

    context: Context
    functions: FunctionTable
    kept: frozenset[str]
    memo: dict[tuple[Expr, Expr], Expr] = field(default_factory=dict)

    def moves(self, expr: Expr, letter: Expr) -> bool:
        name, wanted = base_of(expr).value, base_of(letter).value
        return name in self.kept and name != wanted and wanted in ground(base_of(expr), self.context)

    def slope(self, expr: Expr, letter: Expr) -> Expr:
        if expr.head == "sym" and any(
            d.left.head == "entry" and d.name == expr.value for d in self.definitions
        ):
            return ZERO
        found = self.memo.get((expr, letter))
        if found is None:
            found = self.memo[expr, letter] = self._slope(expr, letter)
        return freshen(found)

    @property
    def definitions(self) -> Iterator[Definition]:
        return (d for d in self.context.definitions if d.name in self.kept)

    def _slope(self, expr: Expr, letter: Expr) -> Expr:
        found = ((d, match_left(d, expr)) for d in self.definitions)
        definition, at = next((d, at) for d, at in found if at is not None)
        right = substitute(definition.right, at)
        keep = self.kept | {base_of(letter).value}
        argument = unfold(freshen(right.args[0]), self.context, self.functions, keep=keep)
        outer = gate(definition.right)
        assert outer is not None
        return product(tidy(outer(expr)), differentiate(argument, letter, self.functions, self))

    def resolved(self, expr: Expr) -> Expr:
        """Everything but the gates unfolded, every derivative carried out."""
        for _ in range(MOST_PASSES):
            expr = unfold(expr, self.context, self.functions, keep=self.kept)
            if not expr.kinds & DERIVATIVE:
                return expr
            expr = eliminate_derivatives(expr, self.functions, self.context, self)
        raise TooLarge(f"derivatives nest more than {MOST_PASSES} deep")

    def plain(self) -> Context:
        """The context in which the gates are letters of which nothing is known."""
        return replace(
            self.context, definitions=tuple(d for d in self.context.definitions if d.name not in self.kept)
        )

    def known(self, facts: Facts) -> Iterator[Expr]:
        """gate > 0, for every place, where its form shows it."""
        for d in self.definitions:
            form = unfold(d.left, self.context, self.functions)
            if plainly_signed(form, True, facts.positive_letter):
                places = [node("idx", value=Index(f"{i.value.name}\N{PRIME}")) for i in d.parameters]
                yield rel("gt", entry(d.left.args[0], *places) if places else d.left, ZERO)

    def smooth(self, facts: Facts) -> list[str]:
        """The roots of what its form shows to be positive."""
        roots = (d for d in self.definitions if d.right.head in ("sqrt", "pow"))
        forms = ((d.name, unfold(d.right.args[0], self.context, self.functions)) for d in roots)
        return sorted(name for name, form in forms if plainly_signed(form, True, facts.positive_letter))


def gate(form: Expr) -> Callable[[Expr], Expr] | None:
    """How the derivative of F(a) is written in its value, for the functions at the head of this module."""
    q = number_value(form.args[1]) if form.head == "pow" else None
    if q is not None and abs(q.numerator) == 1 and q.denominator > 1:
        return lambda y: mul(num(q), power(y, num(1 - 1 / q)))
    return GATES.get(form.head)


def gates_of(context: Context, functions: FunctionTable, *sides: Expr) -> GateStages | None:
    """The gates that stand below the derivatives of a statement."""
    if not any(s.kinds & DERIVATIVE for s in sides) or not context.definitions:
        return None
    outer = [e for e in postorder(*sides) if e.head == "deriv"]
    if any(e.kinds & DERIVATIVE for d in outer for e in d.args):
        return None
    below = {n for e in outer for n in ground(e.args[0], context)}
    names = [d.name for d in context.definitions]
    kept = frozenset(
        d.name
        for d in context.definitions
        if d.name in below
        and names.count(d.name) == 1
        and gate(d.right) is not None
        and d.left.head in ("sym", "entry")
        and all(p.head == "idx" for p in d.parameters)
    )
    return GateStages(context, functions, kept) if kept else None


def staged(prepared: Prepared, functions: FunctionTable, stages: GateStages) -> tuple[Prepared, list[Expr]]:
    """The statement with its gates as letters, and what is known of them."""
    known = list(stages.known(prepared.facts))
    context = stages.plain()
    sides = (prepared.statement.left, prepared.statement.right)
    left, right = (stages.resolved(s) for s in sides)
    scope = scope_of((left, right, *prepared.assumptions), prepared.context)
    here = free_indices(left) | free_indices(right)
    facts = learn(Facts(context, functions), (*prepared.assumptions, *known), scope, here)
    left, right = (by_first_range(s, scope) for s in (left, right))
    return replace(
        prepared, left=left, right=right, facts=facts, inside=facts, scope=scope, context=context
    ), known
