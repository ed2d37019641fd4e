"""Expressions and models that show themselves, and a model of one's own in a few lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from derive.answers.task import defined_from_use
from derive.errors import UnknownLetter
from derive.expressions.expr import Expr
from derive.jupyter.compared import compared, read_in
from derive.jupyter.given import as_sympy
from derive.jupyter.html import copyable, display, inline, listed, typesets, words
from derive.jupyter.shown import ShownVerdict
from derive.jupyter.shown_derivation import ShownDerivation, shown_gradient
from derive.notation.context import EMPTY, Context
from derive.registry import Registry
from derive.registry.declarations import assume as assuming
from derive.registry.declarations import declare, define
from derive.render.formula import Formula
from derive.render.latex import latex
from derive.render.naming import letter_latex
from derive.render.plain import plain
from derive.results.own_gradient import gradient_in


@dataclass(frozen=True, repr=False)
class ShownExpression:
    """An expression as it was written; nothing is evaluated."""

    expr: Expr
    context: Context
    registry: Registry

    @property
    def latex(self) -> str:
        return latex(self.expr, self.context, self.registry.functions)

    def __repr__(self) -> str:
        return plain(self.expr, self.context, self.registry.functions)

    __str__ = __repr__

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex}$"

    def to_sympy(self) -> Any:
        """The expression as an unevaluated SymPy object."""
        return as_sympy(self.expr, self.registry.functions)


@dataclass(frozen=True, repr=False)
class ShownModel:
    """Equations in order, with the letters they are written in; all questions are asked in its letters."""

    title: str
    context: Context
    registry: Registry
    about: str = ""

    @property
    def latex(self) -> str:
        """The equations as an `aligned` block."""
        functions = self.registry.functions
        rows = [
            f"{latex(d.left, self.context, functions)} &= {latex(d.right, self.context, functions)}"
            for d in self.context.definitions
        ]
        return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}" if rows else ""

    def expression(self, text: str, *, syntax: str = "auto") -> ShownExpression:
        """`text` read in the model's letters."""
        return ShownExpression(self._read(text, syntax), self.context, self.registry)

    def gradient(
        self, expr: str, *, wrt: str, syntax: str = "auto", detail: str = "brief"
    ) -> ShownDerivation:
        """The derivation of ∂expr/∂wrt; an array is differentiated by its entry."""
        found = gradient_in(self._read(expr, syntax), self.context, wrt, self.registry, syntax=syntax)
        return shown_gradient(found, self.registry, detail)

    def equal(
        self, left: str, right: str, *, assume: str | Iterable[str] = (), syntax: str = "auto"
    ) -> ShownVerdict:
        """The verdict on `left = right`, with the model's equations and assumptions as given."""
        return compared(left, right, assume, self.context, self.registry.functions, syntax)

    def _read(self, text: str, syntax: str) -> Expr:
        return read_in(text, self.context, self.registry.functions, syntax)

    def __repr__(self) -> str:
        given = [f"  assumed: {self._plain(a)}" for a in self.context.assumptions]
        rows = [f"  {self._plain(d.left)} = {self._plain(d.right)}" for d in self.context.definitions]
        return "\n".join([self.title, *rows, *given])

    __str__ = __repr__

    def _plain(self, expr: Expr) -> str:
        return plain(expr, self.context, self.registry.functions)

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex}$" if self.latex else ""

    def _repr_html_(self) -> str | None:
        return self._html() if typesets() else None

    def _html(self) -> str:
        notes = [
            f"{inline(Formula(letter_latex(name, self.context), name))}: {words(letter.meaning)}"
            for name, letter in self.context.letters.items()
            if letter.meaning
        ]
        given = [
            inline(Formula(latex(a, self.context, self.registry.functions))) for a in self.context.assumptions
        ]
        assumed = f"<p>Assumed: {', '.join(given)}</p>" if given else ""
        about = f"<p>{words(self.about)}</p>" if self.about else ""
        return (
            f"<h3>{words(self.title)}</h3>{about}{display(self.latex)}{assumed}{listed(notes)}"
            f"{copyable(self.latex)}"
        )


def own_model(
    title: str,
    letters: Mapping[str, str],
    equations: Iterable[str],
    assumptions: Iterable[str],
    registry: Registry,
) -> ShownModel:
    """The model of these equations. Letters that an equation uses and nobody declared are real numbers."""
    context = declare(EMPTY, letters)
    for text in equations:
        context = defined(context, text, registry)
    return ShownModel(title, assuming(context, assumptions, registry.functions), registry)


def defined(context: Context, text: str, registry: Registry) -> Context:
    """The context with one more equation: read strictly first, then with letters read from their use."""
    try:
        return define(context, text, registry.functions)
    except UnknownLetter:
        return defined_from_use(context, text, registry.functions, "auto")
