"""Shapes: one size for each index an expression takes; () is a number, None is not known.

    matmul   (m, n)(n, p) → (m, p)   (m, n)(n) → (m)   (1, n)(n) → ()   (n)(1, m) → (n, m)
    transpose (m, n) → (n, m)        of a vector (n): the row (1, n)
    +, ⊙, functions: both shapes are the same, or one side is a number
    ∂a/∂b    the shape of a, then that of b

A vector is a column. Sizes are compared as linear forms: n + 1 is 1 + n.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import prod

from derive.errors import DeriveError
from derive.expressions.build import ONE, add, mul, num
from derive.expressions.expr import Expr, binds, node, number_value, postorder
from derive.notation.context import Context

Shape = tuple[Expr, ...]
MaybeShape = Shape | None
NUMBER: Shape = ()
ARRAY_HEADS = frozenset(
    "matmul transpose hadamard hadamard_div dot outer otimes star kron cross inverse trace det norm "
    "frobenius diag tril triu vec total ones zeros identity vector row matrix block".split()
)
_ALWAYS_NUMBERS = frozenset({"dot", "trace", "det", "norm", "frobenius", "total", "delta", "limit"})


class ShapeMismatch(DeriveError):
    """Two shapes that do not fit; `left` and `right` say them."""

    def __init__(self, message: str, left: Shape, right: Shape) -> None:
        super().__init__(message)
        self.left = left
        self.right = right


class Unpaired(ShapeMismatch):
    """Two shapes in a sum or a product of entries."""

    @property
    def repeats(self) -> bool:
        """Whether array libraries would repeat entries: sizes counted from the last are the same or 1."""
        pairs = zip(reversed(self.left), reversed(self.right), strict=False)
        return all(same_size(a, b) or ONE in (a, b) for a, b in pairs)


def shape_of(
    expr: Expr,
    context: Context,
    memo: dict[Expr, MaybeShape] | None = None,
    unwritten: frozenset[str] = frozenset(),
) -> MaybeShape:
    """The shape of `expr`; raises ShapeMismatch where two shapes do not fit.

    `unwritten` are size letters that no text names: a misfit with one of them leaves the shape open.
    """
    known = {} if memo is None else memo
    if expr not in known:
        for each in postorder(expr):
            if each not in known:
                known[each] = _shape_or_open(each, context, known, unwritten)
    return known[expr]


def _shape_or_open(
    expr: Expr, context: Context, known: dict[Expr, MaybeShape], unwritten: frozenset[str]
) -> MaybeShape:
    try:
        return _shape(expr, context, known)
    except ShapeMismatch as mismatch:
        sizes = [part.value for size in (*mismatch.left, *mismatch.right) for part in postorder(size)]
        if not any(size in unwritten for size in sizes if isinstance(size, str)):
            raise
        return None


def _shape(expr: Expr, context: Context, known: dict[Expr, MaybeShape]) -> MaybeShape:
    if not expr.args:
        return _leaf(expr, context)
    shapes = [known[a] for a in expr.args]
    if expr.head in ("trace", "det"):
        _inverse(expr, shapes)
    if expr.head in _ALWAYS_NUMBERS:
        return NUMBER
    rule = _RULES.get(expr.head)
    if rule is not None:
        return rule(expr, shapes)
    if expr.head == "entry":
        return _entry(expr, shapes, context)
    if expr.head == "call":
        return None if _is_unknown(expr.args[0], context) else NUMBER
    if binds(expr):
        return shapes[0] if expr.head in ("sum", "prod") else NUMBER
    if expr.head == "cases":
        return _same(expr, shapes[::2])
    return _same(expr, shapes)


def _leaf(expr: Expr, context: Context) -> MaybeShape:
    if expr.head == "sym":
        letter = context.letters.get(expr.value)
        if letter is None:
            return NUMBER
        return letter.axes or (None if letter.role in ("array", "sequence") else NUMBER)
    return None if expr.head in ARRAY_HEADS or expr.head == "dots" else NUMBER


def _is_unknown(name: Expr, context: Context) -> bool:
    letter = context.letters.get(name.value) if name.head == "sym" else None
    return letter is not None and letter.role == "array"


def _entry(expr: Expr, shapes: Sequence[MaybeShape], context: Context) -> MaybeShape:
    whole, taken = shapes[0], len(expr.args) - 1
    if expr.args[0].head == "sym" and context.role(expr.args[0].value) == "sequence":
        return NUMBER
    if whole is None:
        return None
    if not whole:
        return NUMBER
    if taken > len(whole):
        raise ShapeMismatch(f"{taken} indices on {said(whole)}", whole, (ONE,) * taken)
    return whole[taken:]


def _same(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """The common shape; numbers go with every shape."""
    known = [s for s in shapes if s]
    for shape in known[1:]:
        if not same_shape(shape, known[0]):
            raise Unpaired(f"{said(known[0])} and {said(shape)} do not fit", known[0], shape)
    if known:
        return known[0]
    return None if any(s is None for s in shapes) else NUMBER


def matmul_shape(left: MaybeShape, right: MaybeShape) -> MaybeShape:
    """The shape of left · right; a 1 × 1 product is a number."""
    if left is None or right is None:
        return None
    if not left or not right:
        return left or right
    if len(left) == 1:
        if right[0] is ONE:
            return (left[0], *right[1:])
        raise ShapeMismatch(f"{said(left)} times {said(right)} has no meaning", left, right)
    if len(left) > 2 or len(right) > 2 or not same_size(left[1], right[0]):
        raise ShapeMismatch(f"{said(left)} times {said(right)} does not fit", left, right)
    shape = (left[0], *right[1:])
    return NUMBER if all(size is ONE for size in shape) and left[0] is ONE else shape


def _matmul(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    found = shapes[0]
    for shape in shapes[1:]:
        found = matmul_shape(found, shape)
    return found


def _transpose(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    (shape,) = shapes
    if shape is None or not shape:
        return shape
    if len(shape) > 2:
        raise ShapeMismatch(f"{said(shape)} has no transpose", shape, shape)
    if len(shape) == 1:
        return (ONE, shape[0])
    return shape[1:] if shape[0] is ONE else (shape[1], shape[0])


def _inverse(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """Of a square matrix, as traces and determinants are."""
    (shape,) = shapes
    if shape and (len(shape) != 2 or not same_size(*shape)):
        raise ShapeMismatch(f"{said(shape)} is not square", shape, shape)
    return shape


def _outer(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    left, right = shapes
    return None if left is None or right is None else (*left, *right)


def _kron(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """(m, n) ⊗ (p, q) → (m p, n q)."""
    left, right = shapes
    if left is None or right is None or len(left) != 2 or len(right) != 2:
        return None
    return tuple(mul(a, b) for a, b in zip(left, right, strict=True))


def _along_last(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """One value for each row; a number for a vector."""
    return shapes[0][:-1] if shapes[0] else shapes[0]


def _cross(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """(3) × (3) → (3)."""
    for shape in shapes:
        column = shape is not None and (len(shape) == 1 or (len(shape) == 2 and shape[1] is ONE))
        if shape is not None and (not column or number_value(shape[0]) != 3):
            raise ShapeMismatch(
                f"a cross product is of vectors of 3, and this is {said(shape)}", shape, shape
            )
    return next((s for s in shapes if s is not None), None)


def _diag(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    (shape,) = shapes
    return None if shape is None else (shape * 2 if len(shape) == 1 else shape[:1])


def _triangle(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """Of a matrix, square or not."""
    (shape,) = shapes
    if shape is not None and len(shape) != 2:
        raise ShapeMismatch(f"{said(shape)} has no triangle", shape, shape)
    return shape


def _vec(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """(m, n) → (n m): the columns on top of each other."""
    (shape,) = shapes
    if shape is not None and len(shape) != 2:
        raise ShapeMismatch(f"{said(shape)} has no columns to be stacked", shape, shape)
    return None if shape is None else (mul(*reversed(shape)),)


def _filled(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    return expr.args


def _identity(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    return expr.args * 2


def _listed(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    if any(s is None for s in shapes) or any(a.head == "dots" for a in expr.args):
        return None
    first = shapes[0] or NUMBER
    for shape in shapes[1:]:
        if not same_shape(shape or NUMBER, first):
            raise ShapeMismatch(
                f"{said(first)} and {said(shape or NUMBER)} stand in one list", first, shape or ()
            )
    return (num(len(expr.args)), *first)


def _matrix(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """Rows of numbers; a single column of numbers is a vector."""
    if any(s is None for s in shapes):
        return None
    first = shapes[0] or NUMBER
    if len(first) != 1:
        return None
    for shape in shapes[1:]:
        if not same_shape(shape or NUMBER, first):
            raise ShapeMismatch("the rows of a matrix differ in length", first, shape or NUMBER)
    rows = num(len(expr.args))
    return (rows,) if first[0] is ONE else (rows, first[0])


def _block(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """[a; b]: the first sizes add up; a number counts one."""
    if any(s is None for s in shapes):
        return None
    full = [s or (ONE,) for s in shapes if s is not None]
    for shape in full[1:]:
        if not same_shape(shape[1:], full[0][1:]):
            raise ShapeMismatch(f"{said(full[0])} on top of {said(shape)} does not fit", full[0], shape)
    return (add(*(s[0] for s in full)), *full[0][1:])


def _derivative(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    over, under = shapes
    return None if over is None or under is None else (*over, *under)


_RULES: dict[str, Callable[[Expr, Sequence[MaybeShape]], MaybeShape]] = {
    "matmul": _matmul,
    "transpose": _transpose,
    "inverse": _inverse,
    "outer": _outer,
    "kron": _kron,
    "logsumexp": _along_last,
    "cross": _cross,
    "diag": _diag,
    "tril": _triangle,
    "triu": _triangle,
    "vec": _vec,
    "ones": _filled,
    "zeros": _filled,
    "identity": _identity,
    "vector": _listed,
    "row": _listed,
    "matrix": _matrix,
    "block": _block,
    "deriv": _derivative,
    "otimes": lambda expr, shapes: None,
    "star": lambda expr, shapes: None,
    "bigcirc": lambda expr, shapes: None,
}


def same_shape(a: Shape, b: Shape) -> bool:
    return len(a) == len(b) and all(same_size(x, y) for x, y in zip(a, b, strict=True))


def same_size(a: Expr, b: Expr) -> bool:
    return a is b or _linear(a) == _linear(b)


def _linear(size: Expr) -> dict[Expr, Fraction]:
    """A size as coefficients of its letters; the constant stands under 1."""
    found: dict[Expr, Fraction] = {}
    stack = [(size, Fraction(1))]
    while stack:
        each, factor = stack.pop()
        if each.head == "add":
            stack.extend((a, factor) for a in each.args)
        elif each.head == "neg":
            stack.append((each.args[0], -factor))
        elif each.head == "num":
            found[ONE] = found.get(ONE, Fraction(0)) + factor * each.value
        elif each.head == "mul" and any(a.head == "num" for a in each.args):
            numbers = prod(a.value for a in each.args if a.head == "num")
            stack.append((mul(*(a for a in each.args if a.head != "num")), factor * numbers))
        elif each.head == "mul":
            ordered = node("mul", *sorted(each.args, key=repr))
            found[ordered] = found.get(ordered, Fraction(0)) + factor
        else:
            found[each] = found.get(each, Fraction(0)) + factor
    return {k: v for k, v in found.items() if v}


def said(shape: Shape) -> str:
    """A shape as a person says it: a vector of n, an m × n matrix."""
    sizes = [_size_text(s) for s in shape]
    if not sizes:
        return "a number"
    if len(sizes) == 1:
        return f"a vector of {sizes[0]}"
    if len(sizes) == 2 and shape[0] is ONE:
        return f"a row of {sizes[1]}"
    article = "an" if sizes[0][0] in "aefhilmnorsxAEFHILMNORSX8" else "a"
    return f"{article} {' × '.join(sizes)} " + ("matrix" if len(sizes) == 2 else "array")


def _size_text(size: Expr) -> str:
    if size.head == "add":
        text = _size_text(size.args[0])
        for term in size.args[1:]:
            inner = term.args[0] if term.head == "neg" else term
            text += (" - " if term.head == "neg" else " + ") + _size_text(inner)
        return text
    if size.head in ("mul", "div"):
        return (" " if size.head == "mul" else "/").join(_size_text(a) for a in size.args)
    return size.value.name if size.head == "idx" else str(size.value)
