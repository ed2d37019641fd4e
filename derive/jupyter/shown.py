"""Verdicts that show themselves: as HTML in a notebook, as text everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from html import escape

from derive.jupyter.html import copyable, inline, listed, picture, words
from derive.notation.context import EMPTY, Context
from derive.notation.functions import FunctionTable
from derive.pictures import counterexample_picture
from derive.records.statement import Statement
from derive.records.verdict import Verdict
from derive.render.formula import NO_FORMULA, Formula
from derive.render.latex import latex
from derive.render.plain import plain
from derive.render.points import point_text
from derive.render.prose import without_maths

COLOURS = {"proved": "#1a7f37", "conditional": "#9a6700", "refuted": "#cf222e", "undecided": "#6e7781"}


@dataclass(frozen=True)
class ShownVerdict(Verdict):
    """A verdict that shows itself; falsy unless proved."""

    context: Context = field(default=EMPTY, repr=False, compare=False)
    functions: FunctionTable = field(default_factory=lambda: FunctionTable({}), repr=False, compare=False)
    statement: Statement | None = field(default=None, repr=False, compare=False)

    @property
    def latex(self) -> str:
        """The correction, the condition, or nothing: what there is to copy."""
        shown = (self.correction,) if self.correction is not None else self.holds_if or self.conditions
        return ",\\quad ".join(latex(e, self.context, self.functions) for e in shown)

    def __str__(self) -> str:
        return "\n".join([self._headline(), *(f"  {label} {text}" for label, text, _ in self._details())])

    def __repr__(self) -> str:
        return str(self)

    def _repr_latex_(self) -> str:
        rest = rf":\quad {self.latex}" if self.latex else ""
        return rf"$\text{{{self.verdict}}}{rest}$"

    def _repr_html_(self) -> str:
        rows = listed(
            f"{escape(label)} {inline(formula) if formula else words(text)}"
            for label, text, formula in self._details()
        )
        colour = COLOURS[self.verdict]
        said = f": {escape(self.reason)}" if self.reason else ""
        head = f'<p><strong style="color: {colour}">{self.verdict}</strong>{said}</p>'
        return head + rows + self._picture() + copyable(self.latex)

    def _picture(self) -> str:
        """Both sides around the counterexample, where there is one to draw."""
        if self.statement is None or self.counterexample is None:
            return ""
        drawn = counterexample_picture(self.statement, self, self.functions)
        return picture(drawn) if drawn is not None else ""

    def _headline(self) -> str:
        return self.verdict + (f": {self.reason}" if self.reason else "")

    def _details(self) -> list[tuple[str, str, Formula]]:
        """(label, plain text, formula or nothing) of each line below the headline."""
        found = []
        if self.counterexample:
            point = point_text(self.counterexample.point)
            values = f"left {self.counterexample.left}, right {self.counterexample.right}"
            found.append(("at", f"{point}: {values}" if point else values, NO_FORMULA))
        labelled = [
            *(("true if", c) for c in self.holds_if),
            *(("where", c) for c in self.conditions),
            *((("right:", self.correction),) if self.correction is not None else ()),
        ]
        for label, expr in labelled:
            text = plain(expr, self.context, self.functions)
            found.append((label, text, Formula(latex(expr, self.context, self.functions), text)))
        return found + [
            ("note:", text, NO_FORMULA)
            for text in (*(without_maths(d.text) for d in self.diagnosis), *self.notes)
        ]


def shown_verdict(
    verdict: Verdict, context: Context, functions: FunctionTable, statement: Statement | None = None
) -> ShownVerdict:
    known = {f.name: getattr(verdict, f.name) for f in fields(Verdict)}
    return ShownVerdict(**known, context=context, functions=functions, statement=statement)
