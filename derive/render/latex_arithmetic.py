r"""Sums, products, quotients and powers as LaTeX."""

from __future__ import annotations

from derive.expressions.expr import Expr, postorder
from derive.render.latex_functions import application
from derive.render.precedence import ATOM, FENCES, POWER, PRODUCT, QUOTIENT, SIGN, SUM
from derive.render.printed import Env, Printed, Printer, fenced, outside, script

BARS = frozenset({"abs", "norm", "frobenius", "floor", "ceil"})


def add(p: Printer, expr: Expr, env: Env) -> Printed:
    parts: list[str] = []
    tall = False
    for k, each in enumerate(expr.args):
        negative, printed = term(p, each, env)
        tall = tall or printed.tall
        sign = ("-" if negative else "") if k == 0 else (" - " if negative else " + ")
        parts.append(sign + printed.text)
    return Printed("".join(parts), SUM, tall)


def term(p: Printer, term: Expr, env: Env) -> tuple[bool, Printed]:
    """A term of a sum as its sign and the rest."""
    if term.head == "neg":
        return True, p.at_least(term.args[0], QUOTIENT, env)
    if term.head == "num" and term.value < 0:
        return True, p.show(Expr("num", (), -term.value), env)
    return False, p.at_least(term, SIGN + 1, env)


def neg(p: Printer, expr: Expr, env: Env) -> Printed:
    inner = p.at_least(expr.args[0], QUOTIENT, env)
    return Printed("-" + inner.text, SIGN, inner.tall, inner.open)


def mul(p: Printer, expr: Expr, env: Env) -> Printed:
    text, tall = "", False
    before: Expr | None = None
    for left, factor in zip(range(len(expr.args) - 1, -1, -1), expr.args, strict=True):
        last_product = factor.head == "matmul" and not left
        printed = p.at_least(factor, PRODUCT if last_product else PRODUCT + 1, env)
        if printed.open and left:
            printed = fenced(printed)
        text += between(before, text, factor, printed.text) + printed.text
        tall = tall or printed.tall
        before = factor
    return Printed(text, PRODUCT, tall, printed.open)


def div(p: Printer, expr: Expr, env: Env) -> Printed:
    over, under = expr.args
    if p.scripts:
        top = p.at_least(over, QUOTIENT, env)
        if top.open:
            top = fenced(top)
        bottom = p.at_least(under, POWER, env)
        bottom = fenced(bottom) if bottom.open else bottom
        return Printed(f"{top.text} / {bottom.text}".replace(" / ", "/"), QUOTIENT, top.tall or bottom.tall)
    return Printed(f"\\frac{{{p.show(over, env).text}}}{{{p.show(under, env).text}}}", ATOM, tall=True)


def power(p: Printer, expr: Expr, env: Env) -> Printed:
    base, exponent = expr.args
    raised = script(p.small(exponent, env).text)
    if is_function(p, base) and is_whole(exponent):
        return application(p, base, env, raised)
    printed = p.show(base, env)
    fence = printed.level <= POWER or printed.open or (base.head == "div" and not p.scripts)
    fence = fence or ("^" in outside(printed.text) and base.head not in BARS)
    shown = fenced(printed) if fence else printed
    return Printed(f"{shown.text}^{raised}", POWER, shown.tall)


def is_function(p: Printer, expr: Expr) -> bool:
    known = p.functions.get(expr.head)
    plain = expr.head not in FENCES and expr.head not in ("exp", "sqrt")
    return known is not None and plain and not known.family


def exponential(p: Printer, expr: Expr, env: Env) -> Printed:
    """e^{…} while the exponent stays low and short, else exp(…)."""
    inner = p.small(expr.args[0], env)
    nested = any(e.head == "exp" for e in postorder(expr.args[0]))
    long = len(inner.text) > p.style.exp_width
    if inner.tall or long or nested or "e" in p.context.letters:
        return application(p, expr, env)
    return Printed(f"e^{{{inner.text}}}" if len(inner.text) > 1 else f"e^{inner.text}", POWER)


def root(p: Printer, expr: Expr, env: Env) -> Printed:
    inner = p.show(expr.args[0], env)
    return Printed(f"\\sqrt{{{inner.text}}}", ATOM, inner.tall)


# functions


def is_whole(expr: Expr) -> bool:
    return expr.head == "num" and expr.value.denominator == 1 and expr.value >= 2


def between(before: Expr | None, text: str, factor: Expr, shown: str) -> str:
    """The sign between two factors: nothing, a space, or a dot where juxtaposition would mislead."""
    if before is None:
        return ""
    quotients = before.head == "div" and factor.head == "div"
    if shown[:1].isdigit() or quotients or (before.head in ("num", "dec") and factor.head == "div"):
        return " \\cdot "
    if text.endswith(("!", "cases}")):
        return " \\cdot "
    simple = before.head == "num" and (shown[:1].isalpha() or shown[:1] in "(\\|")
    bracket = shown.startswith(("(", "\\left(")) and before.head not in ("num", "dec")
    return "" if bracket or (simple and shown[:1] != "\\") else " "
