"""What stands for something else in statements between arrays: defined letters, and composed functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derive.engine.kernel.array_heads import RULES, SLOPES
from derive.engine.kernel.ball_field import MORE_SLOPES
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import num, power
from derive.expressions.expr import Expr, kinds, node, number_value, postorder
from derive.expressions.walk import letters, substitute, transform
from derive.notation.functions import FunctionTable
from derive.notation.shapes import Shape, ShapeMismatch
from derive.records.statement import Statement

KNOWN = frozenset((*RULES, *SLOPES, *MORE_SLOPES)) - {"relu"}
ABSOLUTE = kinds("abs")


def opened(statement: Statement) -> Statement:
    """Letters that are defined as whole arrays or numbers put in, in sides and assumptions."""
    context = statement.context
    put = {d.left: d.right for d in context.definitions if d.left.head == "sym"}

    def rid(tree: Expr) -> Expr:
        for _ in range(len(put) + 1):
            here = {s: put[s] for s in letters(tree).values() if s in put}
            if not here:
                return tree
            if any(e.head == "deriv" and e.args[1] in here for e in postorder(tree)):
                raise Reject("a derivative by a letter that is defined")
            tree = substitute(tree, here)
        raise Reject("letters that are defined through each other")

    left, right, *assumed = map(rid, (statement.left, statement.right, *context.assumptions))
    kept = tuple(d for d in context.definitions if d.left.head != "sym")
    return Statement(
        left, right, replace(context, definitions=kept, assumptions=tuple(assumed)), statement.relation
    )


def spelled_out(tree: Expr, functions: FunctionTable) -> Expr:
    """Functions taken entry by entry by their defining forms, silu(U) = U ⊙ σ(U), and even powers of norms
    by sums of squares, ‖U‖² = Σ U ⊙ U."""

    def simpler(each: Expr) -> Expr | None:
        if each.head == "pow":
            return _squares(each)
        known = functions.get(each.head) if each.head not in KNOWN else None
        if known is None or known.family or known.definition is None or len(each.args) != 1:
            return None
        return spelled_out(substitute(known.definition, {known.parameters[0]: each.args[0]}), functions)

    return transform(tree, simpler)


def rooted(tree: Expr, shape: Callable[[Expr], Shape]) -> Expr:
    """|u| = √(u u) for numbers u, with the same slope where it has one."""

    def simpler(each: Expr) -> Expr | None:
        try:
            number = each.head == "abs" and not shape(each.args[0])
        except (Reject, ShapeMismatch):
            return None
        return node("sqrt", node("mul", *each.args, *each.args)) if number else None

    return transform(tree, simpler) if tree.kinds & ABSOLUTE else tree


def _squares(expr: Expr) -> Expr | None:
    """‖U‖^2k = (Σ U ⊙ U)^k, for the norm of degree 2 and that of Frobenius."""
    base, exponent = expr.args
    euclidean = base.head == "frobenius" or (base.head == "norm" and number_value(base.args[1]) == 2)
    half = number_value(exponent)
    if not euclidean or half is None or half <= 0 or half % 2:
        return None
    total = node("total", node("hadamard", base.args[0], base.args[0]))
    return total if half == 2 else power(total, num(half / 2))
