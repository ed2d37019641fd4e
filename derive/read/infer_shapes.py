r"""Shapes of letters whose shape a document leaves open, from how they stand beside each other.

Each letter is r × c: a small letter is a column (c = 1) or, where that does not fit, a row; a capital is a
matrix; sizes that a sum or an equation compares, or that meet in a product, are equal.  Where no choice
fits, the formula has no meaning for arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product

from derive.expressions.build import ONE, sym
from derive.expressions.expr import BINDERS, Expr, postorder
from derive.notation.context import Context, Letter
from derive.read.array_letters import array_letters, slope_by
from derive.read.grammar import MULTIPLIERS
from derive.read.shape_rules import ShapeRules
from derive.read.sizes import NoShapes, NotInferred, Shape, Size, Sizes

SIZE_LETTERS = ("m", "n", "p", "q", "r", "k", "d", "M", "N")
MOST_CHOICES = 64


def inferred(context: Context, pairs: Sequence[tuple[Expr, Expr]]) -> Context:
    """The context with a shape for every array letter of the equations left = right.

    Raises NoShapes where no choice fits, NotInferred where a shape is not known.
    """
    sure, names = array_letters(context, pairs)
    families = _families(context, names, [side for pair in pairs for side in pair])
    failures: list[NoShapes] = []
    small = [n for n in _small(names) if n not in families]
    flat: Context | None = None
    for forms in islice(product(*(_forms(context, n) for n in small)), MOST_CHOICES):
        try:
            found = _tried(context, pairs, (sure, names), dict(zip(small, forms, strict=True)), families)
        except NoShapes as error:
            failures.append(error)
            continue
        if all(found.letters[n].axes for n in sure if n not in MULTIPLIERS):
            return found
        flat = flat or found  # with a number in place of an array: only where nothing else fits
    if flat is not None:
        return flat
    raise _told(failures)


def _told(failures: Sequence[NoShapes]) -> NoShapes:
    """Where a choice suits what was said before, its failure; certain when all of these are."""
    shapes = [f for f in failures if f.in_claim] or failures
    unsure = [f for f in shapes if not f.certain]
    return (unsure or shapes or [NoShapes("no sizes fit")])[0]


def _families(context: Context, names: Sequence[str], sides: Sequence[Expr]) -> dict[str, Expr]:
    """Letters x of which only x_n occurs, a column for each n in 1..N: the letter and N."""
    ends = {e.args[1]: e.args[3] for e in postorder(*sides) if e.head in BINDERS and e.args[2] is ONE}
    found: dict[str, Expr] = {}
    for each in postorder(*sides):
        if each.head != "entry" or len(each.args) != 2 or each.args[0].value not in names:
            continue
        index = each.args[1]
        letter = context.letters.get(index.value.name) if index.head == "idx" else None
        end = ends.get(index) or (letter.hi if letter is not None else None)
        if end is None or found.setdefault(each.args[0].value, end) is not end:
            raise NotInferred(f"the range of {each.args[0].value}_n is open")
    return found


def _small(names: Sequence[str]) -> list[str]:
    return [n for n in names if not n[:1].isupper()]


def _forms(context: Context, name: str) -> tuple[str, ...]:
    """A small Greek letter is a number first; the slope of a loss a row, for its product with a vector."""
    if slope_by(context, name):
        return ("row", "column")
    return ("number", "column", "row") if name in MULTIPLIERS else ("column", "row")


def _tried(
    context: Context,
    pairs: Sequence[tuple[Expr, Expr]],
    names: tuple[Sequence[str], Sequence[str]],
    forms: Mapping[str, str],
    families: Mapping[str, Expr],
) -> Context:
    sizes = Sizes()
    sure, told = names
    shapes = {n: _first(n, forms if n not in families else {n: "column"}) for n in told}
    sizes.matrices = tuple(
        size for n, shape in shapes.items() if is_bold_matrix(context, n) for size in shape
    )
    walk = ShapeRules(context, sizes, shapes, families)
    for left, right in pairs[:-1]:
        sizes.match(walk.shape(left), walk.shape(right))
    try:
        sizes.match(*(walk.shape(side) for side in pairs[-1]))
    except NoShapes as error:
        error.in_claim = True
        raise
    if any(sizes.is_number(shapes[n]) for n in families):
        raise NoShapes("a vector for each place would be a number")
    _require_matrices(sizes, {n: shapes[n] for n in sure if n not in families})
    return context.with_letters(*_letters(context, sizes, shapes, families))


def _require_matrices(sizes: Sizes, shapes: Mapping[str, Shape]) -> None:
    """A capital that the text multiplies as an array is a matrix, or more is to be said."""
    for name, shape in shapes.items():
        if name[:1].isupper() and any(sizes.find(size) is ONE for size in shape):
            raise NotInferred(f"{name} may be a vector or a matrix")


def _first(name: str, forms: Mapping[str, str]) -> Shape:
    form = forms.get(name, "matrix")
    rows: Size = f"{name} rows" if form in ("matrix", "column") else ONE
    columns: Size = f"{name} columns" if form in ("matrix", "row") else ONE
    return rows, columns


def is_bold_matrix(context: Context, name: str) -> bool:
    """A bold capital: nobody writes a vector so."""
    letter = context.letters.get(name)
    bold = letter is not None and (letter.latex or "").startswith(("\\mathbf", "\\boldsymbol"))
    return bold and name[:1].isupper()


def _letters(
    context: Context, sizes: Sizes, shapes: Mapping[str, Shape], families: Mapping[str, Expr]
) -> Iterator[Letter]:
    free = (s for s in SIZE_LETTERS if s not in context.letters)
    named: dict[Size, Expr] = {}
    for name, shape in shapes.items():
        axes: list[Expr] = []
        for size in map(sizes.find, shape):
            if isinstance(size, str) and size not in named:
                letter = next(free, None)
                if letter is None:
                    raise NotInferred("too many sizes")
                named[size] = sym(letter)
                yield Letter(letter, role="size")
            axes.append(size if isinstance(size, Expr) else named[size])
        column = (axes[0],) if axes[0] is not ONE else ()
        own = column if axes[1] is ONE else tuple(axes)
        if name in families:
            own = (families[name], *column)
        yield replace(context.letters[name], role="scalar", axes=own)
