"""Records that show themselves: as HTML and LaTeX in a notebook, as text everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from html import escape
from io import StringIO

from rich.console import Console

from derive.notation.context import EMPTY, Context
from derive.notation.functions import FunctionTable
from derive.records.verdict import Verdict
from derive.render.latex import latex
from derive.render.plain import plain
from derive.writeups import WriteUp
from derive.writeups.layout import shown_lines
from derive.writeups.terminal import to_terminal


@dataclass(frozen=True)
class ShownVerdict(Verdict):
    """A verdict that shows itself; falsy unless proved."""

    context: Context = field(default=EMPTY, repr=False, compare=False)
    functions: FunctionTable = field(default_factory=lambda: FunctionTable({}), repr=False, compare=False)

    def __str__(self) -> str:
        return "\n".join([self._headline(), *(f"  {label} {text}" for label, text, _ in self._details())])

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        rows = "".join(
            rf"<li>{escape(label)} {_html_formula(formula, text)}</li>"
            for label, text, formula in self._details()
        )
        return f"<p><strong>{escape(self._headline())}</strong></p>" + (f"<ul>{rows}</ul>" if rows else "")

    def _headline(self) -> str:
        return self.verdict + (f": {self.reason}" if self.reason else "")

    def _details(self) -> list[tuple[str, str, str]]:
        """(label, plain text, LaTeX or "") of each line below the headline."""
        found = []
        if self.counterexample:
            point = ", ".join(f"{name} = {value}" for name, value in self.counterexample.point.items())
            values = f"{self.counterexample.left} against {self.counterexample.right}"
            found.append(("at", f"{point}: {values}" if point else values, ""))
        labelled = [
            *(("true if", c) for c in self.holds_if),
            *(("where", c) for c in self.conditions),
            *((("right:", self.correction),) if self.correction is not None else ()),
        ]
        for label, expr in labelled:
            found.append(
                (label, plain(expr, self.context, self.functions), latex(expr, self.context, self.functions))
            )
        return found + [("note:", text, "") for text in (*(d.text for d in self.diagnosis), *self.notes)]


def shown_verdict(verdict: Verdict, context: Context, functions: FunctionTable) -> ShownVerdict:
    known = {f.name: getattr(verdict, f.name) for f in fields(Verdict)}
    return ShownVerdict(**known, context=context, functions=functions)


@dataclass(frozen=True, repr=False)
class ShownDerivation:
    """A derivation that shows itself: `writeup` in full, `verdict` on it."""

    writeup: WriteUp
    verdict: ShownVerdict
    detail: str = "brief"

    @property
    def latex(self) -> str:
        """The derivation as an `aligned` block, without delimiters."""
        chain = self.writeup.chain or self.writeup.gathered
        if chain is None:
            result = self.writeup.result
            return f"{result.left.latex} = {result.right.latex}" if result else ""
        lines = shown_lines(chain.lines, self.detail)
        rows = [f"&{line.relation} {line.value.latex}" for line in lines]
        rows[0] = f"{chain.left.latex} {rows[0]}"
        return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}"

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        out = StringIO()
        to_terminal(self.writeup, Console(file=out, width=100, no_color=True), self.detail)
        return "\n".join(line.rstrip() for line in out.getvalue().splitlines())

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex}$" if self.latex else ""

    def _repr_html_(self) -> str:
        body = rf"<p>\[{escape(self.latex)}\]</p>" if self.latex else ""
        chain = self.writeup.chain
        words = [line.words for line in shown_lines(chain.lines, self.detail)] if chain else []
        reasons = "".join(f"<li>{escape(text)}</li>" for text in words)
        listed = f"<ol>{reasons}</ol>" if reasons else ""
        return f"<h3>{escape(self.writeup.title)}</h3>{body}{listed}{self.verdict._repr_html_()}"


def _html_formula(source: str, text: str) -> str:
    return rf"\({escape(source)}\)" if source else escape(text)
