r"""Shapes of letters whose shape a document leaves open, from how they stand beside each other.

Each letter is r × c: a small letter is a column (c = 1) or, where that does not fit, a row; a capital is a
matrix; sizes that a sum or an equation compares, or that meet in a product, are equal.  Where no choice
fits, the formula has no meaning for arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

from derive.errors import DeriveError
from derive.expressions.build import ONE, sym
from derive.expressions.expr import BINDERS, Expr, postorder
from derive.notation.context import Context, Letter
from derive.read.grammar import MULTIPLIERS

Size = Expr | str
Shape = tuple[Size, ...]
NUMBER: Shape = (ONE, ONE)
SIZE_LETTERS = ("m", "n", "p", "q", "r", "k", "d", "M", "N")
MOST_CHOICES = 16
_NUMBERS = frozenset({"num", "dec", "const", "idx", "truth", "delta", "iverson", "size"})
_TO_NUMBER = frozenset({"norm", "frobenius", "trace", "det", "dot", "total"})


class NoShapes(DeriveError):
    """No choice of sizes fits. `certain`: two declared sizes that differ meet in a product."""

    certain = False


class NotInferred(DeriveError):
    """Something stands there of which no shape is known."""


@dataclass
class _Sizes:
    """Sizes that are equal; a root is a declared size, ONE, or a name of its own."""

    parent: dict[Size, Size] = field(default_factory=dict)
    matrices: tuple[Size, ...] = ()

    def find(self, size: Size) -> Size:
        while size in self.parent:
            size = self.parent[size]
        return size

    def join(self, a: Size, b: Size) -> None:
        a, b = self.find(a), self.find(b)
        if a == b:
            return
        if isinstance(a, Expr) and isinstance(b, Expr):
            raise NoShapes(f"{_said(a)} and {_said(b)} do not fit")
        first, second = (a, b) if isinstance(a, str) else (b, a)
        self.parent[first] = second
        if any(self.find(size) is ONE for size in self.matrices):
            raise NoShapes("a matrix would be a vector")

    def match(self, a: Shape, b: Shape) -> Shape:
        if len(a) != len(b):
            raise NoShapes("the derivative of a vector by a matrix has three axes")
        for one, other in zip(a, b, strict=True):
            self.join(one, other)
        return a

    def is_number(self, shape: Shape) -> bool:
        return all(self.find(size) is ONE for size in shape)


def _said(size: Expr) -> str:
    return "1" if size is ONE else str(size.value)


def inferred(context: Context, pairs: Sequence[tuple[Expr, Expr]]) -> Context:
    """The context with a shape for every array letter of the equations left = right.

    Raises NoShapes where no choice fits, NotInferred where a shape is not known.
    """
    names = _array_letters(context, pairs)
    families = _families(context, names, [side for pair in pairs for side in pair])
    failure: NoShapes | None = None
    small = [n for n in _small(names) if n not in families]
    for forms in islice(product(*map(_forms, small)), MOST_CHOICES):
        try:
            return _tried(context, pairs, names, dict(zip(small, forms, strict=True)), families)
        except NoShapes as error:
            failure = error if failure is None or not error.certain else failure
    raise failure or NoShapes("no sizes fit")


def _array_letters(context: Context, pairs: Sequence[tuple[Expr, Expr]]) -> list[str]:
    """Letters that the reader took for arrays, and capitals beside them."""
    sides = [side for pair in pairs for side in pair]
    used = dict.fromkeys(e.value for e in postorder(*sides) if e.head == "sym")
    arrays = [n for n in used if _role(context, n) == "array"]
    beside = [
        e.value
        for each in postorder(*sides)
        if each.head in ("mul", "matmul") and any(_is_arrayed(a) for a in each.args)
        for e in each.args
        if e.head == "sym" and e.value[:1].isupper() and _role(context, e.value) == "scalar"
    ]
    return list(dict.fromkeys([*arrays, *beside]))


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


def _role(context: Context, name: str) -> str:
    letter = context.letters.get(name)
    return "" if letter is None or letter.axes else letter.role


def _is_arrayed(expr: Expr) -> bool:
    return any(e.head in ("transpose", "matmul", "inverse") for e in postorder(expr))


def _small(names: Sequence[str]) -> list[str]:
    return [n for n in names if not n[:1].isupper()]


def _forms(name: str) -> tuple[str, ...]:
    """A small Greek letter is a number first."""
    return ("number", "column", "row") if name in MULTIPLIERS else ("column", "row")


def _tried(
    context: Context,
    pairs: Sequence[tuple[Expr, Expr]],
    names: Sequence[str],
    forms: Mapping[str, str],
    families: Mapping[str, Expr],
) -> Context:
    sizes = _Sizes()
    shapes = {n: _first(n, forms if n not in families else {n: "column"}) for n in names}
    sizes.matrices = tuple(
        size for n, shape in shapes.items() if is_bold_matrix(context, n) for size in shape
    )
    walk = _Walk(context, sizes, shapes, families)
    for left, right in pairs:
        sizes.match(walk.shape(left), walk.shape(right))
    if any(sizes.is_number(shapes[n]) for n in families):
        raise NoShapes("a vector for each place would be a number")
    return context.with_letters(*_letters(context, sizes, shapes, families))


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
    context: Context, sizes: _Sizes, shapes: Mapping[str, Shape], families: Mapping[str, Expr]
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
        if name[:1].isupper() and ONE in axes and name not in families:
            raise NotInferred(f"{name} may be a vector or a matrix")
        column = (axes[0],) if axes[0] is not ONE else ()
        own = column if axes[1] is ONE else tuple(axes)
        if name in families:
            own = (families[name], *column)
        yield Letter(name, axes=own, latex=context.letters[name].latex)


@dataclass
class _Walk:
    """The shape of each part; `sizes` learns what it compares."""

    context: Context
    sizes: _Sizes
    shapes: Mapping[str, Shape]
    families: Mapping[str, Expr]

    def shape(self, expr: Expr) -> Shape:
        if expr.head in _NUMBERS:
            return NUMBER
        if expr.head == "sym":
            return self.letter(expr.value)
        parts = list(expr.args)
        if expr.head in _TO_NUMBER:
            for part in parts[: 2 if expr.head == "dot" else 1]:
                self.shape(part)
            return NUMBER
        rule = getattr(self, f"of_{expr.head}", None)
        if rule is not None:
            found: Shape = rule(expr)
            return found
        if expr.head in ("prod", "call", "dots", "evaluated", "integral"):
            raise NotInferred(f"the shape of {expr.head} is open")
        return self.common(parts)

    def of_sum(self, expr: Expr) -> Shape:
        return self.shape(expr.args[0])

    def of_entry(self, expr: Expr) -> Shape:
        """x_n of a family is a column; so is what the places leave over of declared axes."""
        base = expr.args[0]
        if base.head == "sym" and base.value in self.families:
            return self.shapes[base.value]
        letter = self.context.letters.get(base.value) if base.head == "sym" else None
        rest = letter.axes[len(expr.args) - 1 :] if letter is not None else ()
        if letter is None or len(letter.axes) < len(expr.args) - 1 or len(rest) > 1:
            raise NotInferred("the shape of an entry is open")
        return (rest[0] if rest else ONE), ONE

    def letter(self, name: str) -> Shape:
        if name in self.families:
            raise NotInferred(f"{name} stands with an index and without")
        if name in self.shapes:
            return self.shapes[name]
        axes = self.context.letters[name].axes if name in self.context.letters else ()
        if len(axes) > 2:
            raise NotInferred(f"{name} has more than two axes")
        return (axes[0] if axes else ONE, axes[1] if len(axes) > 1 else ONE)

    def common(self, parts: Sequence[Expr]) -> Shape:
        """Sums, ⊙ and functions: one shape; a plain number goes with every shape."""
        found: Shape | None = None
        for part in parts:
            shape = self.shape(part)
            if _is_plain(part):
                continue
            found = shape if found is None else self.sizes.match(found, shape)
        return found or NUMBER

    def of_transpose(self, expr: Expr) -> Shape:
        rows, columns = self.matrix(expr.args[0])
        return columns, rows

    def matrix(self, expr: Expr) -> tuple[Size, Size]:
        shape = self.shape(expr)
        if len(shape) != 2:
            raise NotInferred("an array with three axes")
        return shape[0], shape[1]

    def of_identity(self, expr: Expr) -> Shape:
        return (expr.args[0], expr.args[0]) if expr.args else ("I", "I")

    def of_inverse(self, expr: Expr) -> Shape:
        rows, columns = self.matrix(expr.args[0])
        self.sizes.join(rows, columns)
        return rows, columns

    def of_pow(self, expr: Expr) -> Shape:
        return self.shape(expr.args[0])

    def of_div(self, expr: Expr) -> Shape:
        self.sizes.match(self.shape(expr.args[1]), NUMBER)
        return self.shape(expr.args[0])

    def of_mul(self, expr: Expr) -> Shape:
        return self.chained(expr.args)

    of_matmul = of_mul

    def chained(self, factors: Sequence[Expr]) -> Shape:
        """Numbers in front; then neighbours meet: (m × n)(n × p) is m × p."""
        found: Shape = NUMBER
        for factor in factors:
            if self.is_slope(factor):
                found = self.against_slope(found, factor)
                continue
            shape = self.shape(factor)
            if self.sizes.is_number(shape):
                continue
            if self.sizes.is_number(found):
                found = shape
                continue
            if len(found) + len(shape) > 4:
                raise NotInferred("an array with three axes")
            self.meet(found[1], shape[0])
            found = (found[0], shape[1])
        return found

    def is_slope(self, factor: Expr) -> bool:
        """∂(vector)/∂(matrix), an array with three axes."""
        if factor.head != "deriv":
            return False
        body, letter = (self.matrix(a) for a in factor.args)
        return not self.sizes.is_number(body) and self.sizes.find(letter[1]) is not ONE

    def against_slope(self, found: Shape, factor: Expr) -> Shape:
        """A vector against it, entry by entry of the differentiated vector, has the shape of the matrix."""
        body, letter = (self.matrix(a) for a in factor.args)
        if self.sizes.find(body[1]) is not ONE:
            raise NotInferred("a derivative of a matrix by a matrix")
        if self.sizes.is_number(found):
            return body[0], *letter
        across = self.sizes.find(found[0]) is ONE
        self.sizes.join(found[1] if across else found[0], body[0])
        return letter

    def meet(self, a: Size, b: Size) -> None:
        """The columns of a factor and the rows of the next."""
        try:
            self.sizes.join(a, b)
        except NoShapes as error:
            sizes = {self.sizes.find(a), self.sizes.find(b)}
            error.certain = ONE not in sizes and all(isinstance(s, Expr) for s in sizes)
            raise

    def of_deriv(self, expr: Expr) -> Shape:
        """∂(number)/∂x has the shape of x; ∂(vector)/∂(vector) is a row for each entry of the first."""
        body, letter = (self.matrix(a) for a in expr.args)
        if self.sizes.is_number(body):
            return letter
        if self.sizes.find(body[1]) is ONE and self.sizes.find(letter[1]) is ONE:
            return body[0], letter[0]
        if self.sizes.find(body[1]) is ONE and len(letter) == 2:
            return body[0], *letter
        raise NotInferred("a derivative of a matrix by a matrix")


def _is_plain(expr: Expr) -> bool:
    return all(e.head in ("num", "dec", "const", "neg", "div", "add", "mul", "pow") for e in postorder(expr))
