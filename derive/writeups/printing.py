"""Printing expressions and printed sources as formulas of a write-up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from derive.expressions.expr import Expr
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.render.formula import Formula
from derive.render.latex import latex
from derive.render.naming import letter_latex
from derive.render.plain import plain
from derive.render.safe_maths import maths_objection
from derive.render.tex_escape import plain_text

RELATIONS = {
    "eq": "=",
    "ne": r"\neq",
    "lt": "<",
    "le": r"\leq",
    "gt": ">",
    "ge": r"\geq",
    "approx": r"\approx",
}
PLAIN_RELATIONS = {"=": "=", r"\neq": "≠", "<": "<", r"\leq": "≤", ">": ">", r"\geq": "≥", r"\approx": "≈"}

_NUMBER = re.compile(r"[-+]?\d+(\.\d*)?(/\d+)?(e[-+]?\d+)?$")
_NAME = re.compile(r"[A-Za-z]\w*(?:['_^{}\w,+-]*)$")
_INDICES = re.compile(r"[\w, ]+\]$")


@dataclass(frozen=True)
class Printer:
    """Prints expressions in one context, as LaTeX and as plain text."""

    context: Context
    functions: FunctionTable

    def formula(self, expr: Expr) -> Formula:
        return Formula(latex(expr, self.context, self.functions), self.plain(expr))

    def plain(self, expr: Expr) -> str:
        return plain(expr, self.context, self.functions)

    def formulas(self, exprs: Iterable[Expr]) -> tuple[Formula, ...]:
        return tuple(dict.fromkeys(map(self.formula, exprs)))


def printed_formula(source: str, read: str = "") -> Formula:
    """LaTeX that a document prints, if it is only maths; else its source as text."""
    latex = source.strip()
    if not latex or maths_objection(latex):
        return Formula("", plain_text(source))
    return Formula(latex, read or plain_text(source))


_TEXT_GROUP = re.compile(
    r"\\(?:text|mathrm|operatorname|begin|end|left|right)\*?\s*(?:\{[^{}]*\}|[.|()\[\]])"
)
_LETTER = re.compile(r"\\[A-Za-z]+|[A-Za-z]")
_NO_LETTERS = frozenset(
    r"\frac \dfrac \tfrac \cdot \times \sum \prod \left \right \, \; \quad \partial \log \ln \exp \tanh "
    r"\sqrt \lim \leq \geq \neq \le \ge \ne \big \bigl \bigr \Big \displaystyle \max \min d".split()
)


def letters_of(latex: str) -> frozenset[str]:
    """The letters that a formula is written in: {P, i} of P_i; layout and differentials apart."""
    bare = _TEXT_GROUP.sub(" ", latex)
    return frozenset(_LETTER.findall(bare)) - _NO_LETTERS


def only_words(latex: str) -> bool:
    """Whether a print says it in words alone: `\\text{the gates are positive}`."""
    return r"\text" in latex and not _TEXT_GROUP.sub("", latex).strip()


def value_formula(text: str) -> Formula:
    """An exact value or decimal that comes as text: `-1/2`, `0.3512`, or words."""
    if not _NUMBER.match(text):
        return Formula("", plain_text(text))
    mantissa, _, exponent = text.partition("e")
    latex = mantissa + (r"\cdot 10^{" + exponent.lstrip("+") + "}" if exponent else "")
    return Formula(re.sub(r"^([-+]?)(\d+)/(\d+)$", r"\1\\tfrac{\2}{\3}", latex), text)


def name_formula(name: str, context: Context) -> Formula:
    """A letter that comes as text: `x`, `z_1`, `theta`, `W[1, 2]`."""
    base, _, indices = name.partition("[")
    if not _NAME.match(base) or (indices and not _INDICES.match(indices)):
        return Formula("", plain_text(name))
    scripts = "_{" + indices[:-1] + "}" if indices else ""
    return Formula(letter_latex(base, context) + scripts, name)
