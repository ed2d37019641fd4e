"""Printing with marks: the parts of an expression that a step has changed, in colour."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from derive.expressions.expr import Expr
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.render.printed import Env, Printed, Printer, Rule

COLOUR = "crimson"


class MarkingPrinter(Printer):
    r"""Prints as `Printer` does; the expressions `marks` stand in \textcolor{crimson}{…}."""

    def __init__(
        self,
        root: Expr,
        context: Context,
        functions: FunctionTable,
        rules: Mapping[str, Rule],
        marks: Collection[Expr],
    ) -> None:
        super().__init__(root, context, functions, rules)
        self.marks = marks

    def show(self, expr: Expr, env: Env) -> Printed:
        printed = super().show(expr, env)
        if expr not in self.marks:
            return printed
        return replace(printed, text=rf"\textcolor{{{COLOUR}}}{{{printed.text}}}")
