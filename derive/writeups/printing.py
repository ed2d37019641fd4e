"""Printing expressions and printed sources as formulas of a write-up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from derive.expressions.expr import Expr
from derive.notation.context import Context
from derive.render.formula import Formula
from derive.render.safe_maths import maths_objection
from derive.render.tex_characters import GREEK
from derive.render.tex_escape import plain_text

RELATIONS = {"eq": "=", "ne": r"\neq", "lt": "<", "le": r"\leq", "gt": ">", "ge": r"\geq"}
PLAIN_RELATIONS = {"=": "=", r"\neq": "≠", "<": "<", r"\leq": "≤", ">": ">", r"\geq": "≥"}

_NUMBER = re.compile(r"[-+]?\d+(\.\d*)?(/\d+)?(e[-+]?\d+)?$")
_NAME = re.compile(r"\\?([A-Za-z]+)((?:_\w+|\[[\w, ]+\])*)$")


@dataclass(frozen=True)
class Printer:
    """Prints expressions in one context, as LaTeX and as plain text."""

    latex: Callable[[Expr], str]
    plain: Callable[[Expr], str]

    def formula(self, expr: Expr) -> Formula:
        return Formula(self.latex(expr), self.plain(expr))

    def formulas(self, exprs: Iterable[Expr]) -> tuple[Formula, ...]:
        return tuple(dict.fromkeys(map(self.formula, exprs)))


def printed_formula(source: str, plain: str = "") -> Formula:
    """LaTeX that a document prints, if it is only maths; else its source as text."""
    latex = source.strip()
    if not latex or maths_objection(latex):
        return Formula("", plain_text(source))
    return Formula(latex, plain or plain_text(source))


def value_formula(text: str) -> Formula:
    """An exact value or decimal that comes as text: `-1/2`, `0.3512`, or words."""
    if not _NUMBER.match(text):
        return Formula("", plain_text(text))
    mantissa, _, exponent = text.partition("e")
    latex = mantissa + (r"\cdot 10^{" + exponent.lstrip("+") + "}" if exponent else "")
    return Formula(re.sub(r"^([-+]?)(\d+)/(\d+)$", r"\1\\tfrac{\2}{\3}", latex), text)


def name_formula(name: str, context: Context) -> Formula:
    """A letter that comes as text: `x`, `z_1`, `theta`, `W[1, 2]`."""
    match = _NAME.match(name)
    if match is None:
        return Formula("", plain_text(name))
    base, scripts = match.groups()
    declared = context.letters.get(base)
    latex = declared.latex if declared and declared.latex else _letter(base)
    inner = ", ".join(re.findall(r"\w+", scripts.replace("_", " ")))
    return Formula(latex + ("_{" + inner + "}" if inner else ""), name)


def _letter(base: str) -> str:
    if base in GREEK.split():
        return "\\" + base
    return base if len(base) == 1 else r"\mathrm{" + base + "}"


def in_context(
    latex: Callable[[Expr, Context], str], plain: Callable[[Expr, Context], str], context: Context
) -> Printer:
    return Printer(lambda e: latex(e, context), lambda e: plain(e, context))
