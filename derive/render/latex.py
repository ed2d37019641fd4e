r"""Expressions as LaTeX. Notation and precedence are tables; this walks the tree.

Nothing of a user's text is pasted: letters are printed from their names, or from the `latex` of
their declaration, which reading has taken apart first.
"""

from __future__ import annotations

from collections.abc import Collection

from derive.expressions.expr import Expr
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.render import latex_arithmetic as arithmetic
from derive.render import latex_arrays as arrays
from derive.render import latex_calculus as calculus
from derive.render import latex_choice as choice
from derive.render import latex_functions as functions_of
from derive.render import latex_leaves as leaves
from derive.render.marked import MarkingPrinter
from derive.render.precedence import LATEX_RELATIONS
from derive.render.printed import Printed, Printer, Rule, fenced, parenthesised


def latex(expr: Expr, context: Context, functions: FunctionTable) -> str:
    return Printer(expr, context, functions, _RULES).show(expr, {}).text


def latex_marked(expr: Expr, marks: Collection[Expr], context: Context, functions: FunctionTable) -> str:
    """The expression with every occurrence of the expressions `marks` in colour."""
    return MarkingPrinter(expr, context, functions, _RULES, marks).show(expr, {}).text


_RULES: dict[str, Rule] = {
    "num": leaves.number,
    "dec": leaves.decimal,
    "const": leaves.constant,
    "sym": leaves.letter,
    "idx": leaves.index,
    "truth": leaves.truth,
    "entry": leaves.entry,
    "add": arithmetic.add,
    "mul": arithmetic.mul,
    "neg": arithmetic.neg,
    "div": arithmetic.div,
    "pow": arithmetic.power,
    "exp": arithmetic.exponential,
    "sqrt": arithmetic.root,
    "sum": calculus.big,
    "prod": calculus.big,
    "limit": calculus.limit,
    "deriv": calculus.derivative,
    "delta": choice.delta,
    "iverson": choice.iverson,
    "cases": choice.cases,
    **dict.fromkeys(LATEX_RELATIONS, choice.relation),
    "and": choice.logic,
    "or": choice.logic,
    "not": choice.negation,
    "a function": functions_of.application,
    "a family": functions_of.family,
    **arrays.RULES,
}

__all__ = ["Printed", "fenced", "latex", "latex_marked", "parenthesised"]
