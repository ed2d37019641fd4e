"""The formulas of a layer: read in its own letters, the values put in, worked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from derive.engine.folding import folded, neatest
from derive.errors import DeriveError
from derive.expressions.expr import Expr
from derive.expressions.walk import substitute
from derive.layers.measured import Worked
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.read import read_expression
from derive.records.entries import Layer

PUT_IN = "the values put in"
WORKED_OUT = "worked out"


class ImpossibleLayer(DeriveError):
    """Values with which the layer does not exist: a window larger than its input, for one."""


@dataclass(frozen=True)
class Formulas:
    """Reads the formulas of a layer, and puts the values in."""

    layer: Layer
    values: Mapping[Expr, Expr]
    own: Context
    context: Context
    functions: FunctionTable

    def read(self, text: str) -> Expr:
        return read_expression(text, self.own, self.functions, syntax="plain").expr

    def put_in(self, expr: Expr) -> Expr:
        return substitute(expr, dict(self.values))

    def value(self, text: str) -> Expr:
        return folded(self.put_in(self.read(text)))

    def worked(self, name: str, formula: Expr, words: str) -> Worked:
        """formula = the values put in = worked out; equal neighbours are one."""
        chain = [(formula, words), (self.put_in(formula), PUT_IN)]
        chain.append((neatest(chain[-1][0]), WORKED_OUT))
        kept = [chain[0]]
        for side, why in chain[1:]:
            if side is not kept[-1][0]:
                kept.append((side, why))
        sides, why_each = tuple(s for s, _ in kept), tuple(w for _, w in kept)
        return Worked(name, sides, why_each, self.context, values=dict(self.values))
