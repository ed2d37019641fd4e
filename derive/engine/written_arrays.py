r"""Arrays whose entries can be written out: `Wᵀx = [0.7; 1]` is one statement for each entry.

An array is written out when it is a matrix of entries, a letter defined as one, a letter whose declared
sizes are numbers, or made of such by +, ⊙, products, transposes and functions taken entry by entry.
A matrix whose entries are arrays is a block matrix: `[1; tanh(s)]` has one row more than s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from derive.engine.tensors.pointwise import FAMILIES
from derive.engine.written_functions import Grid, NotWritten, SizesDiffer, filled, function_of, size_of
from derive.errors import TooLarge
from derive.expressions.build import ONE, add, div, entry, mul, num
from derive.expressions.expr import LEAVES, Expr, binds, node, number_value, postorder
from derive.expressions.walk import rebuild
from derive.notation.context import Context
from derive.notation.shapes import ARRAY_HEADS, ShapeMismatch, shape_of
from derive.records.statement import Statement

WRITTEN = frozenset({"matrix", "vector", "row_vector", "block"})
PRODUCTS = frozenset({"matmul", "dot", "outer", "transpose", "hadamard", "hadamard_div"})
LARGEST = 4096
_ENTRYWISE: dict[str, Callable[..., Expr]] = {
    "hadamard": mul,
    "otimes": mul,
    "star": mul,
    "hadamard_div": div,
}
_SUMS = frozenset({"add", "neg", "div"})


@dataclass(frozen=True)
class EntryStatement:
    """The statement about one entry; `place` is "entry 2", "row 1, column 3", or "" for a number."""

    place: str
    statement: Statement


def has_written_arrays(statement: Statement) -> bool:
    """Whether a side holds a matrix that is written out, or a letter that stands for one."""
    nodes = list(postorder(statement.left, statement.right))
    if any(e.head in WRITTEN or _stands_for_array(e, statement.context) for e in nodes):
        return True
    return any(e.head in PRODUCTS for e in nodes) and all(
        _has_known_sizes(e, statement.context) for e in nodes if e.head == "sym"
    )


def _stands_for_array(letter: Expr, context: Context) -> bool:
    if letter.head != "sym":
        return False
    definition = context.definition(letter.value)
    return (
        definition is not None
        and definition.left is letter
        and any(
            e.head in WRITTEN | PRODUCTS or _stands_for_array(e, context) for e in postorder(definition.right)
        )
    )


def _has_known_sizes(letter: Expr, context: Context) -> bool:
    declared = context.letters.get(letter.value)
    return declared is None or all(number_value(axis) is not None for axis in declared.axes)


def entry_statements(statement: Statement) -> list[EntryStatement]:
    """The statements about the entries. Raises SizesDiffer, and NotWritten for arrays of unknown size."""
    opener = _Opener(statement.context)
    left, right = opener.grid(statement.left), opener.grid(statement.right)
    statement = replace(statement, context=_without_put_in(statement.context))
    if isinstance(left, Expr) or isinstance(right, Expr):
        return [EntryStatement("", replace(statement, left=_only(left), right=_only(right)))]
    if size_of(left) != size_of(right):
        raise SizesDiffer(f"the left side is {size_of(left)}, the right side {size_of(right)}")
    lone = len(left[0]) == 1
    return [
        EntryStatement(
            f"entry {r + 1}" if lone else f"row {r + 1}, column {c + 1}",
            replace(statement, left=left[r][c], right=right[r][c]),
        )
        for r, c in product(range(len(left)), range(len(left[0])))
    ]


def _without_put_in(context: Context) -> Context:
    """The context without the definitions that have been put in."""
    return replace(context, definitions=tuple(d for d in context.definitions if d.left.head != "sym"))


def _only(part: Grid | Expr) -> Expr:
    if isinstance(part, Expr):
        return part
    if len(part) == 1 and len(part[0]) == 1:
        return part[0][0]
    raise SizesDiffer(f"one side is {size_of(part)}, the other a number")


class _Opener:
    """Opens the definitions of a context as it meets them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.known: dict[Expr, Grid | Expr] = {}

    def grid(self, expr: Expr) -> Grid | Expr:
        """The entries of an array, or the number with its definitions put in."""
        for each in self._order(expr):
            if each not in self.known:
                self.known[each] = self._opened(each)
        return self.known[expr]

    def _order(self, expr: Expr) -> list[Expr]:
        """Children first, the right side of a letter's definition before the letter."""
        order: list[Expr] = []
        seen: set[Expr] = set()
        stack = [(expr, False)]
        while stack:
            each, ready = stack.pop()
            if ready:
                order.append(each)
            elif each not in seen:
                seen.add(each)
                stack.append((each, True))
                stack.extend((x, False) for x in self._below(each))
        return order

    def _below(self, expr: Expr) -> Sequence[Expr]:
        if expr.head == "sym":
            definition = self.context.definition(expr.value)
            return (definition.right,) if definition is not None and definition.left is expr else ()
        return () if binds(expr) or expr.head == "entry" else expr.args

    def _opened(self, expr: Expr) -> Grid | Expr:
        found = self._found(expr)
        if isinstance(found, Expr) and not is_number(expr, self.context):
            raise NotWritten(f"the entries of {expr.head} are not written out")
        return found

    def _found(self, expr: Expr) -> Grid | Expr:
        if expr.head == "sym":
            below = self._below(expr)
            return self.known[below[0]] if below else self._letter(expr)
        if expr.head in LEAVES or binds(expr) or expr.head == "entry":
            return expr
        return combined(expr, [self.known[a] for a in expr.args])

    def _letter(self, letter: Expr) -> Grid | Expr:
        """`x` with axes (3,) is the column x_1, x_2, x_3."""
        declared = self.context.letters.get(letter.value)
        if declared is None or not (declared.axes or declared.role == "array"):
            return letter
        sizes = [number_value(axis) for axis in declared.axes]
        if not sizes or len(sizes) > 2 or any(s is None for s in sizes):
            raise NotWritten(f"{letter.value!r} is an array whose sizes are not numbers")
        rows, columns = (*(int(s or 0) for s in sizes), 1)[:2]
        if rows * columns > LARGEST:
            raise TooLarge(f"{letter.value!r} has {rows * columns} entries; {LARGEST} are written out")
        places = [range(1, int(s or 0) + 1) for s in sizes]
        entries = [entry(letter, *map(num, place)) for place in product(*places)]
        return tuple(tuple(entries[r * columns : (r + 1) * columns]) for r in range(rows))


def is_number(expr: Expr, context: Context) -> bool:
    """Whether no array can be meant: its shape is that of a number, or one entry, or not known."""
    try:
        shape = shape_of(expr, context)
    except ShapeMismatch:
        return True
    return shape is None or all(size is ONE for size in shape)


def combined(expr: Expr, parts: list[Grid | Expr]) -> Grid | Expr:
    """The entries of `head(parts)`."""
    if expr.head in WRITTEN or expr.head == "row":
        return _written(expr, parts)
    whole = filled(expr)
    if whole is not None:
        return whole
    if all(isinstance(p, Expr) for p in parts):
        return rebuild(expr, [p for p in parts if isinstance(p, Expr)])
    if expr.head == "transpose":
        return tuple(zip(*_rows(parts[0]), strict=True))
    if expr.head == "dot" and len({size_of(_rows(p)) for p in parts}) == 1:
        products = _entrywise(node("hadamard", *expr.args), parts)
        return add(*(x for row in products for x in row))
    if expr.head in ("matmul", "dot"):
        return _chained(parts)
    found = function_of(expr, [p for p in parts if not isinstance(p, Expr)])
    if found is not None:
        return found
    if expr.head == "outer":
        return matrix_product(_rows(parts[0]), tuple(zip(*_rows(parts[1]), strict=True)))
    if expr.head == "mul" and sum(not isinstance(p, Expr) for p in parts) > 1:
        parts = [_number_of(p) for p in parts]
        numbers = [p for p in parts if isinstance(p, Expr)]
        grids = [p for p in parts if not isinstance(p, Expr)]
        if not grids:
            return mul(*numbers)
        found = _chained(grids)
        return tuple(tuple(mul(*numbers, x) for x in row) for row in found) if numbers else found
    if expr.head in _ENTRYWISE or expr.head in _SUMS or expr.head in ("mul", "pow"):
        return _entrywise(expr, parts)
    if len(parts) == 1 and expr.head not in ARRAY_HEADS and expr.head not in FAMILIES:
        return _entrywise(expr, parts)
    raise NotWritten(f"the entries of {expr.head} are not written out")


def _number_of(part: Grid | Expr) -> Grid | Expr:
    """A factor of one entry is a number."""
    return part if isinstance(part, Expr) or len(part) > 1 or len(part[0]) > 1 else part[0][0]


def _written(expr: Expr, parts: list[Grid | Expr]) -> Grid:
    """Rows of blocks put together; a number is a block of one entry."""
    blocks = [((p,),) if isinstance(p, Expr) else p for p in parts]
    if expr.head in ("row", "row_vector"):
        if len({len(b) for b in blocks}) != 1:
            raise SizesDiffer("the blocks of a row have different heights")
        return tuple(tuple(x for part in line for x in part) for line in zip(*blocks, strict=True))
    if len({len(row) for b in blocks for row in b}) != 1:
        raise SizesDiffer("the rows of this matrix have different lengths")
    return tuple(row for b in blocks for row in b)


def _rows(part: Grid | Expr) -> Grid:
    return ((part,),) if isinstance(part, Expr) else part


def _chained(parts: Sequence[Grid | Expr]) -> Grid:
    found = _rows(parts[0])
    for part in parts[1:]:
        found = matrix_product(found, _rows(part))
    return found


def matrix_product(left: Grid, right: Grid) -> Grid:
    """(AB)_rc = Σ_k A_rk B_kc."""
    if len(left[0]) != len(right):
        raise SizesDiffer(
            f"{size_of(left)} times {size_of(right)}: {len(left[0])} columns against {len(right)} rows"
        )
    columns = tuple(zip(*right, strict=True))
    return tuple(tuple(add(*map(mul, row, column)) for column in columns) for row in left)


def _entrywise(expr: Expr, parts: list[Grid | Expr]) -> Grid:
    grids = [p for p in parts if not isinstance(p, Expr)]
    sizes = tuple(dict.fromkeys(size_of(g) for g in grids))
    if len(sizes) != 1:
        raise SizesDiffer(f"sizes {' and '.join(sizes)} do not fit in a sum or an entrywise product")
    build = _ENTRYWISE.get(expr.head)

    def at(r: int, c: int) -> Expr:
        entries = [p if isinstance(p, Expr) else p[r][c] for p in parts]
        return build(*entries) if build is not None else rebuild(expr, entries)

    return tuple(tuple(at(r, c) for c in range(len(grids[0][0]))) for r in range(len(grids[0])))


def opened(expr: Expr, context: Context) -> Grid | Expr:
    """The entries of an array in a context, definitions put in; the number itself for a number."""
    return _Opener(context).grid(expr)
