r"""Arrays whose shapes a document leaves open, judged without guessing shapes.

pointwise   only ⊙, +, −, functions between letters: a ⊙ b at a place is a·b there, so a statement about
            numbers is the statement about every entry
single      products of matrices, transposes: with every size 1 they are numbers, so a statement that is
            false there is false; one that is true there is not proved
written     matrices written out: both sides as tables of entries
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derive.errors import DeriveError
from derive.expressions.build import ONE, add, div, fn, mul, neg, power
from derive.expressions.expr import LEAVES, Expr, binds, heads_of, node, postorder
from derive.expressions.walk import rebuild, transform
from derive.notation.context import Context, Definition

Grid = tuple[tuple[Expr, ...], ...]
_ENTRYWISE: dict[str, Callable[..., Expr]] = {
    "otimes": mul,
    "star": mul,
    "hadamard": mul,
    "hadamard_div": div,
}
_POINTWISE: dict[str, Callable[..., Expr]] = {"hadamard": mul, "hadamard_div": div, "star": mul}
_MATRIX = frozenset(
    {
        "matmul",
        "dot",
        "outer",
        "otimes",
        "transpose",
        "trace",
        "det",
        "inverse",
        "diag",
        "norm",
        "frobenius",
        "identity",
    }
)
_PRODUCTS = frozenset({"matmul", "transpose", "inverse"})
_BEYOND = frozenset("bigcirc total ones zeros vector row_vector row matrix block tuple dots set".split())
WRITTEN = frozenset({"matrix", "vector", "row_vector"})
_SINGLE = {"matmul": mul, "dot": mul, "outer": mul, "otimes": mul}
_SAME = frozenset({"transpose", "trace", "det", "diag", "total"})


class NotWritten(DeriveError):
    """An expression that is no table of entries."""


def kind_of(*exprs: Expr) -> str:
    """numbers · pointwise · single · written · beyond."""
    bits = 0
    for each in exprs:
        bits |= each.kinds
    heads = set(heads_of(bits))
    if heads & {"matrix", "vector", "row_vector", "row"}:
        return "written"
    if heads & _BEYOND:
        return "beyond"
    if heads & _MATRIX:
        return "single"
    return "pointwise" if heads & set(_POINTWISE) else "numbers"


def pointwise(expr: Expr) -> Expr:
    """⊙ as the product of numbers."""

    def rule(each: Expr) -> Expr | None:
        build = _POINTWISE.get(each.head)
        return build(*each.args) if build is not None else None

    return transform(expr, rule)


def with_identity(context: Context, expr: Expr, *beside: Expr) -> Expr:
    """I as the identity, where it stands beside products of matrices and the document says nothing of it."""
    letter = context.letters.get("I")
    taken = (
        context.definition("I") is not None or letter is None or bool(letter.axes) or letter.role == "size"
    )
    if taken or not any(e.head in _PRODUCTS for e in postorder(expr, *beside)):
        return expr
    return transform(
        expr, lambda each: node("identity") if each.head == "sym" and each.value == "I" else None
    )


def single(expr: Expr) -> Expr:
    """Every array 1 × 1."""

    def rule(each: Expr) -> Expr | None:
        if each.head in _SINGLE:
            return mul(*each.args)
        if each.head in _SAME:
            return each.args[0]
        if each.head == "identity":
            return ONE
        if each.head == "inverse":
            return div(ONE, each.args[0])
        if each.head in ("norm", "frobenius"):
            return fn("abs", each.args[0])
        return None

    return pointwise(transform(expr, rule))


def as_numbers(context: Context, *exprs: Expr) -> Context:
    """The context with its letters of unknown shape as numbers, and its definitions likewise.

    So are letters of a declared shape that stand in `exprs` without indices.
    """
    context = replace(context, assumptions=tuple(map(single, context.assumptions)))
    if not any(x.axes or x.role == "array" for x in context.letters.values()):
        definitions = tuple(Definition(d.left, single(d.right)) for d in context.definitions)
        return replace(context, definitions=definitions)
    nodes = list(postorder(*exprs, *(d.right for d in context.definitions)))
    placed = {x for e in nodes if e.head == "entry" for x in postorder(e.args[0])}
    bare = {
        a.value for e in nodes if e.head != "entry" and e not in placed for a in e.args if a.head == "sym"
    }
    bare |= {e.value for e in exprs if e.head == "sym"}
    letters = {
        n: replace(x, role="scalar", axes=()) if x.role == "array" or (x.axes and n in bare) else x
        for n, x in context.letters.items()
    }
    definitions = tuple(Definition(d.left, single(d.right)) for d in context.definitions)
    return replace(context, letters=letters, definitions=definitions)


def grid(expr: Expr) -> Grid:
    """A written matrix expression as rows of entries; a number is refused."""
    found = _grid(expr)
    if isinstance(found, Expr):
        raise NotWritten("this is a number")
    return found


def _grid(expr: Expr) -> Grid | Expr:
    if expr.head == "matrix":
        rows = tuple(tuple(row.args) for row in expr.args)
        if len({len(r) for r in rows}) != 1:
            raise NotWritten("the rows of this matrix have different lengths")
        return rows
    if expr.head == "vector":
        return tuple((a,) for a in expr.args)
    if expr.head == "row_vector":
        return (expr.args,)
    if expr.head in LEAVES or binds(expr):
        return expr
    parts = [_grid(a) for a in expr.args]
    if all(isinstance(p, Expr) for p in parts):
        return expr
    return _combined(expr, parts)


def _combined(expr: Expr, parts: list[Grid | Expr]) -> Grid | Expr:
    if expr.head == "transpose":
        return tuple(zip(*_rows(parts[0]), strict=True))
    if expr.head in ("matmul", "dot"):
        found = parts[0]
        for part in parts[1:]:
            found = _product(found, part)
        return found
    if expr.head == "mul" and sum(not isinstance(p, Expr) for p in parts) > 1:
        return _juxtaposed(expr, parts)
    if (
        expr.head in ("add", "neg", "mul", "hadamard", "hadamard_div", "star", "otimes", "div")
        or len(parts) == 1
    ):
        return _entrywise(expr, parts)
    raise NotWritten(f"{expr.head} of a written matrix")


def _juxtaposed(expr: Expr, parts: list[Grid | Expr]) -> Grid:
    """Factors side by side, some of them written matrices: numbers, and a product of matrices."""
    numbers = [p for p in parts if isinstance(p, Expr)]
    grids = [p for p in parts if not isinstance(p, Expr)]
    found = grids[0]
    for part in grids[1:]:
        found = _product(found, part)
    return tuple(tuple(mul(*numbers, x) for x in row) for row in found)


def _rows(part: Grid | Expr) -> Grid:
    if isinstance(part, Expr):
        raise NotWritten("a letter of unknown shape among written matrices")
    return part


def _product(a: Grid | Expr, b: Grid | Expr) -> Grid:
    left, right = _rows(a), _rows(b)
    if len(left[0]) != len(right):
        raise ShapesDiffer(
            f"{_size(left)} times {_size(right)}: {len(left[0])} columns against {len(right)} rows"
        )
    columns = tuple(zip(*right, strict=True))
    return tuple(tuple(add(*map(mul, row, column)) for column in columns) for row in left)


class ShapesDiffer(NotWritten):
    """Written matrices whose sizes do not fit."""


def _entrywise(expr: Expr, parts: list[Grid | Expr]) -> Grid:
    grids = [p for p in parts if not isinstance(p, Expr)]
    if len({_size(g) for g in grids}) != 1:
        sizes = " and ".join(dict.fromkeys(_size(g) for g in grids))
        raise ShapesDiffer(f"sizes {sizes} do not fit in a sum or an entrywise product")
    build = _ENTRYWISE.get(expr.head)

    def at(r: int, c: int) -> Expr:
        entries = [p if isinstance(p, Expr) else p[r][c] for p in parts]
        return build(*entries) if build is not None else rebuild(expr, entries)

    rows, columns = len(grids[0]), len(grids[0][0])
    return tuple(tuple(at(r, c) for c in range(columns)) for r in range(rows))


def _size(rows: Grid) -> str:
    return f"{len(rows)} × {len(rows[0])}"


def entry_pairs(left: Expr, right: Expr) -> list[tuple[str, Expr, Expr]]:
    """The equations between the entries of two written matrices; [("", a, b)] for a 1 × 1 and a number."""
    a, b = _grid(left), _grid(right)
    if isinstance(a, Expr) or isinstance(b, Expr):
        return [("", _only(a), _only(b))]
    if _size(a) != _size(b):
        raise ShapesDiffer(f"the left side is {_size(a)}, the right side {_size(b)}")
    lone = len(a[0]) == 1
    return [
        (f"entry {r + 1}" if lone else f"row {r + 1}, column {c + 1}", a[r][c], b[r][c])
        for r in range(len(a))
        for c in range(len(a[0]))
    ]


def _only(part: Grid | Expr) -> Expr:
    if isinstance(part, Expr):
        return part
    if len(part) == 1 and len(part[0]) == 1:
        return part[0][0]
    raise NotWritten("a matrix against something of unknown shape")


__all__ = [
    "NotWritten",
    "ShapesDiffer",
    "as_numbers",
    "entry_pairs",
    "grid",
    "kind_of",
    "neg",
    "pointwise",
    "power",
    "single",
]
