r"""Functions applied, bars and floors, and functions of a whole array as LaTeX."""

from __future__ import annotations

import re

from derive.expressions.expr import Expr, free_indices, postorder
from derive.expressions.walk import transform
from derive.render.precedence import ATOM, FENCES, POWER
from derive.render.printed import Env, Printed, Printer, parenthesised

PLACE = re.compile(r"\{?#([1-9])\}?")


def application(p: Printer, expr: Expr, env: Env, raised: str = "") -> Printed:
    if expr.head == "call":
        head, arguments = p.show(expr.args[0], env).text, expr.args[1:]
    elif expr.head in FENCES:
        return fence(p, expr, env)
    else:
        head, arguments = p.function_name(expr.head), expr.args
    if "#" in head:
        return placed(p, head, arguments, env, raised)
    shown = [p.show(a, env) for a in arguments]
    tall = any(s.tall for s in shown)
    listed = ", ".join(s.text for s in shown)
    if expr.head == "call" and len(arguments) > 1 and arguments[-1].head == "given":
        listed = ", ".join(s.text for s in shown[:-1]) + r" \mid " + shown[-1].text
    inside = parenthesised(listed, tall)
    power = f"^{raised}" if raised else ""
    return Printed(f"{head}{power}{inside}", POWER if raised else ATOM, tall)


def placed(p: Printer, form: str, arguments: tuple[Expr, ...], env: Env, raised: str) -> Printed:
    """A function whose arguments have places of their own: J_{#1}(#2), \\binom{#1}{#2}, #1!."""
    before, bracket, inside = form.partition("(")
    tall = "binom" in form

    def script(found: re.Match[str]) -> str:
        argument = arguments[int(found[1]) - 1]
        if found[0].startswith("{"):
            return f"{{{p.small(argument, env).text}}}"
        return p.at_least(argument, ATOM, env).text

    def listed(found: re.Match[str]) -> str:
        nonlocal tall
        shown = p.show(arguments[int(found[1]) - 1], env)
        tall = tall or shown.tall
        return shown.text

    text = PLACE.sub(script, before)
    if bracket:
        within = PLACE.sub(listed, inside.removesuffix(")"))
        text += parenthesised(within, tall)
    if not raised:
        return Printed(text, ATOM, tall)
    return Printed(f"{parenthesised(text, tall) if form.endswith('!') else text}^{raised}", POWER, tall)


def fence(p: Printer, expr: Expr, env: Env) -> Printed:
    left, right = FENCES[expr.head]
    inner = p.show(expr.args[0], env)
    if inner.tall or "|" in inner.text or expr.head != "abs":
        return Printed(f"\\left{left}{inner.text}\\right{right.strip()}", ATOM, inner.tall)
    return Printed(f"{left}{inner.text}{right}", ATOM)


def family(p: Printer, expr: Expr, env: Env) -> Printed:
    """softmax(z)_i, or softmax(z_i + c) when the argument is no bare array."""
    body, index, _, _, place = expr.args
    head = p.function_name(expr.head)
    total = place.head == "truth"
    at = "j" if total else p.show(place, env).text
    if body.head == "entry" and body.args[1:] == (index,):
        subscript = "" if total else f"_{at}" if len(at) == 1 else f"_{{{at}}}"
        return Printed(f"{head}({p.show(body.args[0], env).text}){subscript}")
    whole = as_array(body, index)
    if whole is not None:
        inner = p.show(whole, env)
        subscript = "" if total else f"_{{{p.places((place,), env)}}}"
        return Printed(f"{head}{parenthesised(inner.text, inner.tall)}{subscript}", ATOM, inner.tall)
    inner = p.show(body, {**env, index.value: at})
    return Printed(head + parenthesised(inner.text, inner.tall), ATOM, inner.tall)


# binders and calculus


def as_array(body: Expr, index: Expr) -> Expr | None:
    """The array whose entries the body gives: z_j + c is z + c; None where that cannot be written."""

    def opened(each: Expr) -> Expr | None:
        return (
            each.args[0]
            if each.head == "entry" and each.args[1:] == (index,) and each.args[0].head == "sym"
            else None
        )

    whole = transform(body, opened)
    if index.value in free_indices(whole):
        return None
    for each in postorder(body):
        if each.head in ("mul", "div", "pow") and sum(index.value in free_indices(a) for a in each.args) > 1:
            return None
        if each.head in ("div", "pow") and index.value in free_indices(each.args[1]):
            return None
        if each.head in (
            "pow",
            "sum",
            "prod",
            "deriv",
            "call",
            "cases",
            "limit",
        ) and index.value in free_indices(each):
            return None
    return whole
