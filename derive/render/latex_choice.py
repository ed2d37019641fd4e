r"""Deltas, indicators, cases, relations and logic as LaTeX."""

from __future__ import annotations

from derive.expressions.expr import Expr
from derive.render.precedence import AND, ATOM, LATEX_LOGIC, LATEX_RELATIONS, NOT, OR, RELATION, SUM
from derive.render.printed import Env, Printed, Printer, parenthesised


def delta(p: Printer, expr: Expr, env: Env) -> Printed:
    if "delta" in p.context.letters:
        a, b = (p.show(x, env).text for x in expr.args)
        return Printed(f"\\mathbf{{1}}[{a} = {b}]")
    return Printed(f"\\delta_{{{p.places(expr.args, env)}}}")


def iverson(p: Printer, expr: Expr, env: Env) -> Printed:
    inner = p.show(expr.args[0], env)
    return Printed(f"\\mathbf{{1}}{parenthesised(inner.text, inner.tall, '[]')}", ATOM, inner.tall)


def cases(p: Printer, expr: Expr, env: Env) -> Printed:
    rows: list[str] = []
    for k in range(0, len(expr.args), 2):
        value, condition = (p.show(x, env).text for x in expr.args[k : k + 2])
        last = expr.args[k + 1].head == "truth" and expr.args[k + 1].value
        rows.append(f"{value} & " + ("\\text{otherwise}" if last else f"\\text{{if }} {condition}"))
    return Printed("\\begin{cases} " + " \\\\ ".join(rows) + " \\end{cases}", SUM, True, True)


def relation(p: Printer, expr: Expr, env: Env) -> Printed:
    left, right = (p.at_least(x, RELATION + 1, env) for x in expr.args)
    return Printed(
        f"{left.text} {LATEX_RELATIONS[expr.head]} {right.text}", RELATION, left.tall or right.tall
    )


def logic(p: Printer, expr: Expr, env: Env) -> Printed:
    level = {"and": AND, "or": OR}[expr.head]
    if expr.head == "and" and is_chain(expr):
        parts = [p.at_least(expr.args[0].args[0], RELATION + 1, env).text]
        for each in expr.args:
            parts += [LATEX_RELATIONS[each.head], p.at_least(each.args[1], RELATION + 1, env).text]
        return Printed(" ".join(parts), AND)
    shown = [p.at_least(x, level + 1, env) for x in expr.args]
    return Printed(LATEX_LOGIC[expr.head].join(s.text for s in shown), level, any(s.tall for s in shown))


def negation(p: Printer, expr: Expr, env: Env) -> Printed:
    inner = p.show(expr.args[0], env)
    return Printed(f"\\neg {parenthesised(inner.text, inner.tall)}", NOT, inner.tall)


def is_chain(expr: Expr) -> bool:
    """a < b and b ≤ c, in one direction."""
    ups, downs = {"lt", "le", "eq"}, {"gt", "ge", "eq"}
    kinds = {e.head for e in expr.args}
    joined = all(
        len(a.args) == 2 and len(b.args) == 2 and a.args[1] is b.args[0]
        for a, b in zip(expr.args, expr.args[1:], strict=False)
    )
    return joined and (kinds <= ups or kinds <= downs)
