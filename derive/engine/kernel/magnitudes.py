"""A statement that sees an array X by |X_i| and X_i^{2k} alone: from Y_i ≥ 0 in the place of |X_i|.

For every X there is such a Y, so that what holds for every Y ≥ 0 holds for X.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from derive.engine.kernel.unfold import Reject, exact
from derive.expressions.build import ONE, ZERO, idx, rel
from derive.expressions.expr import Expr, free_indices, node, postorder
from derive.expressions.walk import letters, transform
from derive.notation.context import Letter
from derive.records.statement import Statement

MOVING = ("deriv", "limit")
PLACES = "ijkl"


def premises(statement: Statement, data: Mapping[str, Any]) -> list[Statement]:
    """The statement between the magnitudes, of which Y ≥ 0 is assumed at every place."""
    old, new = str(data["array"]), str(data["name"])
    context = statement.context
    trees = (statement.left, statement.right, *context.assumptions)
    known = context.letters.get(old)
    if known is None or not known.axes or known.role not in ("scalar", "array"):
        raise Reject("no array of real numbers")
    if new in context.letters or context.definitions or any(new in letters(t) for t in trees):
        raise Reject("a letter that is taken, or definitions")
    if any(e.head in MOVING for e in postorder(*trees)):
        raise Reject("a derivative or a limit, which may move an entry")
    left, right, *facts = (in_magnitudes(t, old, new) for t in trees)
    if any(old in letters(t) for t in (left, right, *facts)):
        raise Reject("an entry whose sign is seen")
    named = {i.name for t in trees for i in free_indices(t)} | set(context.letters)
    places = [x for x in PLACES if x not in named][: len(known.axes)]
    if len(places) < len(known.axes):
        raise Reject("no name for a place")
    ranges = (Letter(x, "index", lo=ONE, hi=n) for x, n in zip(places, known.axes, strict=True))
    own = replace(context, assumptions=tuple(facts)).with_letters(replace(known, name=new), *ranges)
    above = rel("ge", node("entry", node("sym", value=new), *map(idx, places)), ZERO)
    return [Statement(left, right, own.assuming(above), statement.relation)]


def in_magnitudes(tree: Expr, old: str, new: str) -> Expr:
    """|X_i| as Y_i, and X_i^{2k} as Y_i^{2k}."""

    def put(e: Expr) -> Expr | None:
        even = e.head == "pow" and (q := exact(e.args[1])) is not None and q.denominator == 1 and not q % 2
        inner = e.args[0] if e.args else e
        if not (even or e.head == "abs") or inner.head != "entry" or inner.args[0].value != old:
            return None
        there = node("entry", node("sym", value=new), *inner.args[1:])
        return node("pow", there, e.args[1]) if even else there

    return transform(tree, put)
