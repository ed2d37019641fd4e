r"""The shape of each part of an expression whose letters are r × c, and which sizes it makes equal.

A B                 the columns of A are the rows of B
A + B, A ⊙ B        one shape
tr A, det A, A⁻¹    square
∂(number)/∂x        the shape of x
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from derive.expressions.build import ONE, mul
from derive.expressions.expr import Expr, postorder
from derive.notation.context import Context
from derive.read.sizes import NUMBER, NoShapes, NotInferred, Shape, Size, Sizes

_NUMBERS = frozenset({"num", "dec", "const", "idx", "truth", "delta", "size"})
_TO_NUMBER = frozenset({"norm", "frobenius", "total", "dot"})


@dataclass
class ShapeRules:
    """The shape of each part; `sizes` learns what it compares."""

    context: Context
    sizes: Sizes
    shapes: Mapping[str, Shape]
    families: Mapping[str, Expr]
    identities: Iterator[int] = field(default_factory=count)

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

    def of_iverson(self, expr: Expr) -> Shape:
        return self.common(expr.args[0].args)

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
        """Each I is as large as what it stands beside: two of them may differ."""
        size = expr.args[0] if expr.args else f"I {next(self.identities)}"
        return size, size

    def of_inverse(self, expr: Expr) -> Shape:
        rows, columns = self.matrix(expr.args[0])
        self.sizes.join(rows, columns)
        return rows, columns

    def of_logsumexp(self, expr: Expr) -> Shape:
        """A number of a vector; of a matrix one for each row."""
        if len(expr.args) != 1:
            return self.common(expr.args)
        rows, columns = self.matrix(expr.args[0])
        if not isinstance(self.sizes.find(columns), str) and self.sizes.find(columns) is not ONE:
            return rows, ONE
        self.sizes.join(columns, ONE)
        return NUMBER

    def of_outer(self, expr: Expr) -> Shape:
        """x yᵀ of columns."""
        (rows, one), (columns, other) = (self.matrix(a) for a in expr.args)
        self.sizes.join(one, ONE)
        self.sizes.join(other, ONE)
        return rows, columns

    def of_kron(self, expr: Expr) -> Shape:
        """(m × n) ⊗ (p × q) is m p × n q."""
        first, second = (self.matrix(a) for a in expr.args)
        return self.product(first[0], second[0]), self.product(first[1], second[1])

    def product(self, a: Size, b: Size) -> Size:
        a, b = self.sizes.find(a), self.sizes.find(b)
        if isinstance(a, str) or isinstance(b, str):
            raise NotInferred("the size of a Kronecker product of letters without sizes")
        return b if a is ONE else a if b is ONE else mul(a, b)

    def of_diag(self, expr: Expr) -> Shape:
        """diag(x) is a square matrix, diag(A) a column."""
        rows, columns = self.matrix(expr.args[0])
        if self.sizes.find(columns) is ONE:
            return rows, rows
        if isinstance(self.sizes.find(columns), str):
            raise NotInferred("whether diag is of a vector or of a matrix is open")
        return self.of_inverse(expr)[0], ONE

    def of_ones(self, expr: Expr) -> Shape:
        rows, columns = (*expr.args, ONE)[:2]
        return rows, columns

    of_zeros = of_ones

    def of_trace(self, expr: Expr) -> Shape:
        self.of_inverse(expr)
        return NUMBER

    of_det = of_trace

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
