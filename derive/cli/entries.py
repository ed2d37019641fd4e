"""Primitives and models among what is proved: their formulas, printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import click

from derive.cli.printing import COLOURS
from derive.notation.functions import FunctionTable
from derive.proofs import JudgedFormula
from derive.records.verdict import Verdict
from derive.render.plain import plain
from derive.render.points import point_text
from derive.results.verdict_data import proof_data, verdict_data

GIVEN = Verdict(
    "proved", reason="nothing is said that could be false: a definition, or an elementary function"
)
WORST_FIRST = ("refuted", "conditional", "undecided", "proved")


@dataclass(frozen=True)
class JudgedEntry:
    """A primitive or a model, and the verdicts on its formulas."""

    kind: str
    id: str
    title: str
    formulas: tuple[JudgedFormula, ...]
    functions: FunctionTable

    @property
    def verdict(self) -> Verdict:
        """That of the worst formula."""
        verdicts = (f.verdict for f in self.formulas)
        return min(verdicts, key=lambda v: WORST_FIRST.index(v.verdict), default=GIVEN)

    def data(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "title": self.title,
            "verdict": self.verdict.verdict,
            "formulas": [self._formula_data(f) for f in self.formulas],
        }

    def _formula_data(self, formula: JudgedFormula) -> dict[str, Any]:
        verdict = verdict_data(formula.verdict, formula.statement.context, self.functions)
        return {"field": formula.field, "says": self._says(formula), **verdict, **proof_data(formula.verdict)}

    def echo(self) -> None:
        click.secho(f"{self.verdict.verdict:<12}", fg=COLOURS[self.verdict.verdict], nl=False)
        click.echo(f"{self.id}  {self.title}")
        for formula in self.formulas:
            verdict = formula.verdict
            click.echo(f"              {formula.field}: {self._says(formula)}")
            click.echo(f"              {verdict.verdict}: {verdict.reason}")
            if verdict.counterexample:
                example = verdict.counterexample
                point = point_text(example.point)
                click.echo(f"              at {point}: left {example.left}, right {example.right}")
        if not self.formulas:
            click.echo(f"              {GIVEN.reason}")

    def _says(self, formula: JudgedFormula) -> str:
        s = formula.statement
        sign = {"eq": "=", "le": "<=", "lt": "<", "ge": ">=", "gt": ">", "ne": "!="}[s.relation]
        left, right = (plain(side, s.context, self.functions) for side in (s.left, s.right))
        return f"{left} {sign} {right}"
