"""Floors of a·x + b in one real letter x, cell by cell: x = s·(q + (r + u)/d), q whole, 0 ≤ u < 1.

⌊a·x + b⌋ = a·s·q + ⌊a·s·(r + u)/d + b⌋, and the last is one number for 0 < u < 1, and one for u = 0
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor
from typing import Any

from derive.engine.kernel.polynomials import terms
from derive.engine.kernel.unfold import Reject, exact
from derive.expressions.build import ONE, ZERO, add, div, mul, neg, num, rel, sym
from derive.expressions.data import from_data
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import letters, rebuild, substitute
from derive.notation.context import Letter
from derive.records.statement import Statement

MOST_CELLS = 6


def premises(statement: Statement, data: Mapping[str, Any]) -> list[Statement]:
    """The statement on every cell and at its left end, its floors as whole numbers there."""
    x, s, d = from_data(data["letter"]), int(data["period"]), int(data["cells"])
    context = statement.context
    if x.head != "sym" or context.role(x.value) != "scalar" or context.definitions:
        raise Reject("cells of something that is no real letter")
    if not 0 < s <= 60 or not 0 < d <= MOST_CELLS:
        raise Reject("too many cells")
    trees = [statement.left, statement.right, *context.assumptions]
    q, u = (sym(f"{x.value}·{name}") for name in ("q", "u"))
    if any(e.head in ("deriv", "limit") for e in postorder(*trees)):
        raise Reject("cells of a letter that a derivative or a limit moves")
    if any(c.value in context.letters or any(c.value in letters(t) for t in trees) for c in (q, u)):
        raise Reject("a letter that is taken")
    inner = context.with_letters(Letter(q.value, role="integer"), Letter(u.value))
    found = []
    for r in range(d):
        for open_cell in (False, True):
            at = div(add(num(r), u), num(d)) if open_cell else num(Fraction(r, d))
            value = mul(num(s), add(q, at))
            put = [substitute(_whole(t, x, q, (s, d, r), open_cell), {x: value}) for t in trees]
            known = [*put[2:], *([rel("lt", ZERO, u), rel("lt", u, ONE)] if open_cell else [])]
            found.append(
                Statement(put[0], put[1], replace(inner, assumptions=tuple(known)), statement.relation)
            )
    return found


def _whole(tree: Expr, x: Expr, q: Expr, cell: tuple[int, int, int], open_cell: bool) -> Expr:
    """The floors, ceilings and remainders of lines in x, as they are on the cell."""
    done: dict[Expr, Expr] = {}
    for e in postorder(tree):
        new = done[e] = rebuild(e, (done[a] for a in e.args))
        if e.head in ("floor", "ceil") and (line := line_in(e.args[0], x)) is not None:
            done[e] = _value(e.head, *line, q, cell, open_cell)
        elif e.head == "mod" and (m := exact(e.args[1])) and (line := line_in(e.args[0], x)) is not None:
            quotient = _value("floor", line[0] / m, line[1] / m, q, cell, open_cell)
            done[e] = add(new.args[0], neg(mul(num(m), quotient)))
    return done[tree]


def line_in(e: Expr, x: Expr) -> tuple[Fraction, Fraction] | None:
    """(a, b) of a·x + b with a ≠ 0."""
    parts = terms(e)
    a, b = parts.pop((x,), Fraction(0)), parts.pop((), Fraction(0))
    return None if parts or not a else (a, b)


def _value(head: str, a: Fraction, b: Fraction, q: Expr, cell: tuple[int, int, int], open_cell: bool) -> Expr:
    s, d, r = cell
    slope, ends = a * s, [a * s * Fraction(k, d) + b for k in (r, r + 1)]
    if slope.denominator != 1:
        raise Reject("a floor that does not grow by a whole number from cell to cell")
    low, high = (min(ends), max(ends)) if open_cell else (ends[0], ends[0])
    whole = floor(low) if head == "floor" else ceil(high)
    beyond = whole + 1 if head == "floor" else whole - 1
    if open_cell and not (high <= beyond if head == "floor" else low >= beyond):
        raise Reject("a floor that jumps within a cell")
    return add(mul(num(slope), q), num(whole))
