r"""Sums, limits and derivatives as LaTeX."""

from __future__ import annotations

from derive.errors import DeriveError
from derive.expressions.expr import Expr, Index, postorder
from derive.notation.shapes import shape_of
from derive.render.naming import bound_name, letter_latex
from derive.render.precedence import ATOM, LATEX_BIG, POWER, PRODUCT, QUOTIENT
from derive.render.printed import Env, Printed, Printer, fenced, script


def big(p: Printer, expr: Expr, env: Env) -> Printed:
    body, index, lo, hi, condition = expr.args
    name = bound_name(index.value, p.taken, env)
    inner: dict[Index, str] = {**env, index.value: name}
    below = f"{letter_latex(name, p.context)}={p.small(lo, env).text}"
    if condition.head != "truth":
        below += f",\\, {p.small(condition, inner).text}"
    printed = p.at_least(body, QUOTIENT, inner)
    if hi.head == "size" and condition.head == "in":
        below = p.small(condition, inner).text
        return Printed(f"{LATEX_BIG[expr.head]}_{{{below}}} {printed.text}", PRODUCT + 1, True, True)
    above = script(p.small(hi, env).text)
    return Printed(f"{LATEX_BIG[expr.head]}_{{{below}}}^{above} {printed.text}", PRODUCT + 1, True, True)


def limit(p: Printer, expr: Expr, env: Env) -> Printed:
    body, letter, to, *side = expr.args
    sign = "" if not side else "^+" if side[0].value > 0 else "^-"
    point = p.small(to, env)
    target = f"{{{point.text}}}{sign}" if sign and len(point.text) > 1 else point.text + sign
    below = f"{p.show(letter, env).text} \\to {target}"
    return Printed(f"\\lim_{{{below}}} {p.at_least(body, QUOTIENT, env).text}", PRODUCT + 1, True, True)


def derivative(p: Printer, expr: Expr, env: Env) -> Printed:
    """The derivative; of arrays in another layout than ours, its transpose."""
    shown = as_printed(p, expr, env)
    return (
        Printed(f"{fenced(shown).text}^{p.style.transpose}", POWER, True) if stands_turned(p, expr) else shown
    )


def stands_turned(p: Printer, expr: Expr) -> bool:
    """Whether the entries of ∂y/∂x, with y or x a whole array, stand transposed in the reader's layout."""
    if p.style.layout == "mixed" or expr.head != "deriv" or expr.args[0].head == "deriv":
        return False
    try:
        over, by = (shape_of(side, p.context) for side in expr.args[:2])
    except DeriveError:
        return False
    return (
        over is not None
        and by is not None
        and p.style.turns(len(over), len(by), letter=expr.args[0].head == "sym")
    )


def as_printed(p: Printer, expr: Expr, env: Env) -> Printed:
    """∂L/∂z_k for a letter L; else the operator before its argument, in parentheses when needed."""
    letters: list[Expr] = []
    while expr.head == "deriv":
        letters.append(expr.args[1])
        expr = expr.args[0]
    sign = "d" if is_ordinary(p, expr, letters) else "\\partial "
    order = f"^{script(str(len(letters)))}" if len(letters) > 1 else ""
    top = f"{sign.strip()}{order}"
    under = differentials(p, letters, sign, env)
    if p.style.nabla and expr.head == "sym" and len(letters) == 1:
        gradient = nabla(p, expr, letters[0], env)
        if gradient is not None:
            return gradient
    if expr.head in ("sym", "entry"):
        return Printed(f"\\frac{{{top}{gap(top)}{p.show(expr, env).text}}}{{{under}}}", ATOM, True)
    body = p.show(expr, env)
    clear = body.level >= POWER and not body.open and not body.text.startswith(("(", "\\left("))
    shown = body if clear else fenced(body)
    return Printed(f"\\frac{{{top}}}{{{under}}} {shown.text}", PRODUCT + 1, True, True)


def nabla(p: Printer, body: Expr, letter: Expr, env: Env) -> Printed | None:
    """(∇_z L)_k for ∂L/∂z_k, ∇_z L for an array z; nothing for a derivative by a number."""
    array = letter.args[0] if letter.head == "entry" else letter
    known = p.context.letters.get(str(array.value)) if array.head == "sym" else None
    if known is None or not known.axes:
        return None
    whole = f"\\nabla_{{{p.show(array, env).text}}} {p.show(body, env).text}"
    if letter.head == "sym":
        return Printed(whole, PRODUCT + 1, False, True)
    return Printed(f"({whole})_{script(p.places(letter.args[1:], env))}")


def is_ordinary(p: Printer, body: Expr, letters: list[Expr]) -> bool:
    """One variable in all, and `d` is free for its office."""
    found = {e for e in postorder(body, *letters) if e.head == "entry"}
    inside = {a for e in found for a in postorder(e) if a.head == "sym"}
    limits = {x.name for x in p.context.letters.values() if x.role in ("size", "index")}
    called = {e.args[0] for e in postorder(body) if e.head == "call"}
    syms = [e for e in postorder(body, *letters) if e.head == "sym" and e.value not in limits]
    variables = found | {s for s in syms if s not in inside and s not in called}
    known = p.context.letters.get(str(letters[0].value))
    number = letters[0].head == "sym" and (known is None or not known.axes)
    return len(variables) == 1 and number and "d" not in p.context.letters


def differentials(p: Printer, letters: list[Expr], sign: str, env: Env) -> str:
    parts: list[str] = []
    runs: list[tuple[Expr, int]] = []
    for each in letters:
        if runs and runs[-1][0] is each:
            runs[-1] = (each, runs[-1][1] + 1)
        else:
            runs.append((each, 1))
    for each, times in runs:
        text = p.show(each, env).text
        if times > 1 and "^" in text:
            parts += [sign + text] * times
        else:
            parts.append(sign + text + (f"^{script(str(times))}" if times > 1 else ""))
    return "\\, ".join(parts)


# choice and relations


def gap(top: str) -> str:
    return "" if top == "d" else " "
