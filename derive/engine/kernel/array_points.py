"""Statements between whole arrays at exact matrices of small sizes, and their shapes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from flint import ctx

from derive.engine.kernel.ball_field import Balls
from derive.engine.kernel.duals import minus, plus, rows_of
from derive.engine.kernel.fields import Rationals
from derive.engine.kernel.laws import vanishing
from derive.engine.kernel.tables import Tables
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import ZERO, sym
from derive.expressions.expr import Expr, number_value, postorder
from derive.expressions.walk import letters
from derive.notation.shapes import ShapeMismatch, same_shape

BITS, MOST_BITS = 256, 4096


def misfit(task: Any) -> str:
    """Two shapes that differ at every choice of sizes, or where nothing ties the sizes together."""
    sizes = {name for name, known in task.context.letters.items() if known.role == "size"}
    if any(letters(a).keys() & sizes for a in task.context.assumptions if not _at_least(a)):
        raise Reject("sizes of which something is assumed")
    try:
        left, right = (task.plain.shape(side) for side in (task.left, task.right))
    except ShapeMismatch:
        return "the shapes in one side do not fit"
    if same_shape(left, right) or (task.right is ZERO):
        raise Reject("the shapes are the same")
    return "the two sides have different shapes"


def _at_least(relation: Expr) -> bool:
    """n ≥ 2 and the like."""
    return relation.head in ("ge", "gt") and number_value(relation.args[1]) is not None


def has_values(task: Any, witness: Mapping[str, Any]) -> None:
    """Both sides have certain values at the point, in ball arithmetic where these are not rational."""
    with ctx.workprec(min(int(witness.get("bits", BITS)), MOST_BITS)):
        tables = in_balls(task, witness)
        tables.value(task.left), tables.value(task.right)


def at_point(task: Any, certificate: Mapping[str, Any]) -> Tables:
    """The exact point of a certificate, at which everything assumed holds."""
    field = Rationals()
    sizes = {str(k): int(v) for k, v in certificate["sizes"].items()}
    point = {}
    for name, rows in certificate["point"].items():
        entries = [field.number(Fraction(x)) for row in rows for x in row]
        point[str(name)] = field.table(len(rows), len(rows[0]), entries)
    found = Tables(field, task.context, sizes, point)
    for name in task.named():
        axes = task.context.letters[name].axes if name in task.context.letters else ()
        if task.context.role(name) == "size":
            found.size(sym(name))
        elif name in sizes or name not in point or rows_of(point[name]) != found.extent(axes):
            raise Reject(f"{name} has no value of its shape at the point")
    for name, size in sizes.items():
        if name in point:
            raise Reject(f"{name} is a size and something else")
        known = task.context.letters.get(name)
        limits = (known.lo, known.hi) if known else (None, None)
        low, high = (size if limit is None else found.size(limit) for limit in limits)
        if not max(low, 1) <= size <= high:
            raise Reject(f"the size {name} is outside of its range")
    for relation in task.context.assumptions:
        require(relation, found)
    return found


def require(relation: Expr, tables: Tables) -> None:
    if relation.head not in HOLDS:
        raise Reject(f"an assumption that is not looked at: {relation.head}")
    left, right = map(tables.value, relation.args)
    rows = max(rows_of(left), rows_of(right))
    gap = plus(tables.spread(left, *rows), minus(tables.spread(right, *rows)))
    if not all(HOLDS[relation.head](x) for x in gap.entries()):
        raise Reject("an assumption does not hold at the point")


def refuted(task: Any, certificate: Mapping[str, Any]) -> str:
    if "bits" in certificate:
        return refuted_by_balls(task, certificate)
    tables = at_point(task, certificate)
    left, right = tables.value(task.left), tables.value(task.right)
    if vanishing(task.gap(left, right)):
        raise Reject("the two sides are equal at the point")
    return "refuted at exact matrices"


def refuted_by_balls(task: Any, certificate: Mapping[str, Any]) -> str:
    """The two sides lie in balls that are apart; everything in them has a certain value."""
    bits = int(certificate["bits"])
    if not 32 <= bits <= MOST_BITS:
        raise Reject("a precision out of range")
    with ctx.workprec(bits):
        tables = in_balls(task, certificate)
        pair = task.paired()
        for each in postorder(*(pair[::2] if pair else (task.left, task.right))):
            tables.value(each)
        gap = task.difference(tables, tables.field, ())
        if not any(x > 0 or x < 0 for x in gap.entries()):
            raise Reject("the two sides are not apart at the point")
    return "refuted at exact matrices, in ball arithmetic"


def in_balls(task: Any, certificate: Mapping[str, Any]) -> Tables:
    """The exact point, at which everything assumed holds, with balls for its entries."""
    exact, field = at_point(task, certificate), Balls()
    letters = {}
    for name, table in exact.letters.items():
        entries = [field.number(Fraction(int(x.p), int(x.q))) for x in table.entries()]
        letters[name] = field.table(*rows_of(table), entries)
    return Tables(field, task.context, exact.sizes, letters)


HOLDS: Mapping[str, Callable[[Any], bool]] = {
    "eq": lambda x: bool(x == 0),
    "ne": lambda x: bool(x != 0),
    "gt": lambda x: bool(x > 0),
    "ge": lambda x: bool(x >= 0),
    "lt": lambda x: bool(x < 0),
    "le": lambda x: bool(x <= 0),
}
