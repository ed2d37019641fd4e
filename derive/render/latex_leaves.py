r"""Leaves as LaTeX: numbers, letters, entries."""

from __future__ import annotations

import re
from fractions import Fraction

from derive.expressions.expr import Expr
from derive.notation.context import EMPTY
from derive.render.naming import FAMILY_MARK, letter_latex
from derive.render.precedence import ATOM, LATEX_CONSTANTS, PRODUCT, QUOTIENT, SIGN
from derive.render.printed import Env, Printed, Printer, fenced, script

RAISED_PLACE = re.compile(r"\^\{([^{}]*?)(\(\)|\[\]|<>)\}$")


def number(p: Printer, expr: Expr, env: Env) -> Printed:
    value: Fraction = expr.value
    if value.denominator == 1:
        return Printed(str(value), ATOM if value >= 0 else SIGN)
    sign = "-" if value < 0 else ""
    over, under = abs(value.numerator), value.denominator
    if p.scripts:
        return Printed(f"{sign}{over}/{under}", QUOTIENT if not sign else SIGN)
    return Printed(f"{sign}\\frac{{{over}}}{{{under}}}", SIGN if sign else ATOM, tall=True)


def decimal(p: Printer, expr: Expr, env: Env) -> Printed:
    digits, mark, exponent = str(expr.value).partition("e")
    level = SIGN if digits.startswith("-") else PRODUCT if mark else ATOM
    return Printed(f"{digits} \\cdot 10^{{{int(exponent)}}}" if mark else digits, level)


def constant(p: Printer, expr: Expr, env: Env) -> Printed:
    return Printed(LATEX_CONSTANTS[expr.value])


def letter(p: Printer, expr: Expr, env: Env) -> Printed:
    return Printed(letter_latex(expr.value, p.context))


def index(p: Printer, expr: Expr, env: Env) -> Printed:
    name = env.get(expr.value, expr.value.name)
    return Printed(letter_latex(name, p.context))


def truth(p: Printer, expr: Expr, env: Env) -> Printed:
    return Printed(r"\text{true}" if expr.value else r"\text{false}")


def entry(p: Printer, expr: Expr, env: Env) -> Printed:
    """x_i, A_{ij}, b_{f, i}, y^{(i)}; of an array that is no letter (W x)_i."""
    whole, places = expr.args[0], expr.args[1:]
    if whole.head != "sym":
        return entry_of_whole(p, whole, places, env)
    base = entry_base(p, whole.value, len(places))
    raised = RAISED_PLACE.search(whole.value)
    if raised is not None and places:
        before, (left, right) = raised.group(1), tuple(raised.group(2))
        base = letter_latex(FAMILY_MARK.sub("", RAISED_PLACE.sub("", whole.value)), p.context)
        base += f"^{{{before}{left}{p.place(places[0], env)}{right}}}"
        places = places[1:]
        if not places:
            return Printed(base)
        return Printed(f"{base}_{script(p.places(places, env))}")
    shown = p.places(places, env)
    if base.endswith("}") and "_{" in base:
        return Printed(f"{base[:-1]}, {shown}}}")
    if len(base) > 2 and base[-2] == "_":
        return Printed(f"{base[:-1]}{{{base[-1]}, {shown}}}")
    return Printed(f"{base}_{script(shown)}")


def entry_base(p: Printer, name: str, count: int) -> str:
    """A bold array has plain entries: x_1 is an entry of **x**."""
    letter = p.context.letters.get(name)
    bare = letter_latex(name, EMPTY)
    bold = (f"\\mathbf{{{bare}}}", f"\\boldsymbol{{{bare}}}")
    if letter is not None and letter.latex in bold and len(letter.axes) == count:
        return bare
    return letter_latex(name, p.context)


def entry_of_whole(p: Printer, whole: Expr, places: tuple[Expr, ...], env: Env) -> Printed:
    printed = p.show(whole, env)
    shown = (
        printed
        if whole.head == "call" or (printed.text.endswith(")") and printed.level == ATOM)
        else fenced(printed)
    )
    if whole.head == "entry":
        shown = fenced(printed)
    return Printed(f"{shown.text}_{{{p.places(places, env)}}}", ATOM, shown.tall)
