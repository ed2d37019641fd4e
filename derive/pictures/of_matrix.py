"""Where a matrix has entries, beside where its transpose has: the pattern of a convolution's matrix."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from derive.errors import DeriveError
from derive.expressions.expr import Expr, postorder
from derive.notation.context import Context, Definition
from derive.notation.functions import FunctionTable
from derive.pictures.drawing import Box, Drawing, Shape, Words
from derive.pictures.sampling import Entry, Place, simple_form, value_at
from derive.pictures.shown import letters_of, picture
from derive.records.picture import Legend, Picture
from derive.records.statement import Statement
from derive.render.naming import letter_latex

CELL, MARGIN, BETWEEN, HEAD = 30.0, 26.0, 54.0, 34.0
SIZES = (4, 3, 2, 5)
FEWEST_CELLS, MOST_CELLS = 6, 144


def sparsity_picture(statement: Statement, functions: FunctionTable) -> Picture | None:
    """The first defined matrix that the statement speaks of and that has zeros, beside its transpose."""
    context = statement.context
    spoken = {e.value for e in postorder(statement.left, statement.right) if e.head == "sym"}
    for definition in context.definitions:
        if definition.name in spoken and _has_brackets(definition.right) and len(definition.parameters) == 2:
            try:
                return _pattern(definition, context, functions)
            except DeriveError:
                return None
    return None


def _has_brackets(expr: Expr) -> bool:
    return any(e.head in ("iverson", "delta", "cases") for e in postorder(expr))


def _pattern(definition: Definition, context: Context, functions: FunctionTable) -> Picture | None:
    value = simple_form(definition.right, context, functions)
    names = [n for n in context.letters if context.role(n) == "size"]
    sizes = {n: Fraction(SIZES[k % len(SIZES)]) for k, n in enumerate(names)}
    rows, columns = (_range(p, sizes, context) for p in definition.parameters)
    arrays = dict.fromkeys(e.args[0].value for e in postorder(value) if e.head == "entry")
    if (
        not FEWEST_CELLS <= rows * columns <= MOST_CELLS
        or len(arrays) != 1
        or set(letters_of([value])) - set(sizes)
    ):
        return None
    (name,) = arrays
    axes = context.letters[name].axes
    if len(axes) != 1:
        return None
    length = int(value_at(axes[0], Place(sizes)) or 0)
    entries: dict[Entry, Fraction] = {(name, (k,)): Fraction(k) for k in range(1, length + 1)}
    cells = [
        [_entry_at(value, definition, (i, k), sizes, entries) for k in range(1, columns + 1)]
        for i in range(1, rows + 1)
    ]
    if any(cell is None for row in cells for cell in row):
        return None
    known = [[int(cell or 0) for cell in row] for row in cells]
    if all(all(row) for row in known):
        return None
    return _shown(known, definition.name, name, sizes, context)


def _range(parameter: Expr, sizes: dict[str, Fraction], context: Context) -> int:
    letter = context.letters.get(parameter.value.name) if parameter.head == "idx" else None
    found = value_at(letter.hi, Place(sizes)) if letter is not None and letter.hi is not None else None
    return int(found or 0)


def _entry_at(
    value: Expr,
    definition: Definition,
    at: Sequence[int],
    sizes: dict[str, Fraction],
    entries: dict[Entry, Fraction],
) -> int | None:
    """Which entry of the kernel stands there (0 for none), None where it is no single one."""
    indices = {p.value: i for p, i in zip(definition.parameters, at, strict=True)}
    # Entries outside of the kernel are asked for only where the bracket is 0.
    found = value_at(value, Place(sizes, _padded(entries), indices))
    return None if found is None or found != int(found) else int(found)


def _padded(entries: dict[Entry, Fraction]) -> dict[Entry, Fraction]:
    ((name, _), *_rest) = entries
    reach = range(-MOST_CELLS // 4, MOST_CELLS // 4)
    return {(name, (k,)): Fraction(0) for k in reach} | entries


def _shown(
    cells: Sequence[Sequence[int]], matrix: str, kernel: str, sizes: dict[str, Fraction], context: Context
) -> Picture | None:
    turned = [list(column) for column in zip(*cells, strict=True)]
    shapes: list[Shape] = []
    high = max(len(cells), len(turned))
    _grid(shapes, cells, MARGIN, kernel, (matrix, matrix))
    second = MARGIN + CELL * len(cells[0]) + BETWEEN
    _grid(shapes, turned, second, kernel, (matrix + "ᵀ", matrix + "^T"))
    width = second + CELL * len(turned[0]) + MARGIN
    a = letter_latex(matrix, context)
    at = ", ".join(f"\\({letter_latex(n, context)} = {v}\\)" for n, v in sizes.items())
    caption = (
        f"Where \\({a}\\) and \\({a}^T\\) have entries, for {at}: the number in a cell is the place in "
        f"\\({letter_latex(kernel, context)}\\) of the weight that stands there; everywhere else is 0."
    )
    legend = [Legend("plus", words="a weight of the kernel"), Legend("cell", words="zero")]
    drawn = Drawing(width, HEAD + CELL * high + 8, tuple(shapes))
    return picture(drawn, "The sparsity pattern of the matrix and of its transpose.", caption, legend)


def _grid(
    shapes: list[Shape], cells: Sequence[Sequence[int]], left: float, kernel: str, name: tuple[str, str]
) -> None:
    most = max(map(max, cells))
    shapes.append(Words((left + CELL * len(cells[0]) / 2, HEAD - 12), name[0], "middle", "value", name[1]))
    for i, row in enumerate(cells):
        for k, weight in enumerate(row):
            corner = (left + CELL * k, HEAD + CELL * i)
            shade = 0.25 + 0.45 * (weight - 1) / max(1, most - 1) if weight else 0.0
            shapes.append(Box(corner, (CELL, CELL), "cell", shade))
            if weight:
                shapes.append(
                    Words((corner[0] + CELL / 2, corner[1] + CELL / 2 + 4), str(weight), "middle", "value")
                )
