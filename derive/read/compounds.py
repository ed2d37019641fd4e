"""Words that stand for a formula of other array operations.

pinv(X)        (XᵀX)⁻¹Xᵀ for a tall X, Xᵀ(XXᵀ)⁻¹ for a wide one, where X has full rank (Penrose 1955)
logdet(X)      log det X, where det X > 0
rowsum(X)      X 1, the sum of each row
colsum(X)      Xᵀ 1, the sum of each column
rowsoftmax(X)  the softmax of each row
mean(X)        Σ X / (the number of entries)
var(X)         the mean of (X − mean X)², as in NumPy and in layer norm; not Σ (X − mean X)²/(n − 1)
std(X)         √var X
prod(x)        Π x_i, of the entries of a vector or a matrix
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from derive.expressions.build import ONE, div, entry, fn, fresh_idx, log, mul, prod_over, sub
from derive.expressions.expr import Expr, node, number_value
from derive.notation.shapes import Shape, said, same_size
from derive.read.elaborator import Elaborator
from derive.read.tree import Tree


def compound(e: Elaborator, tree: Tree, arguments: list[Expr]) -> Expr:
    """The formula of the word; refuses what is no matrix of known shape."""
    if len(arguments) != 1:
        e.refuse(tree.span, f"{tree.text} takes 1 argument, not {len(arguments)}")
    (argument,) = arguments
    shape = e.with_arrays().shape(argument, tree.span)
    if shape is None or len(shape) not in ((1, 2) if tree.text in OF_ENTRIES else (2,)):
        told = "an array of unknown shape" if shape is None else said(shape)
        wanted = "an array" if tree.text in OF_ENTRIES else "a matrix"
        e.refuse(tree.span, f"{tree.text} is taken of {wanted}, and this is {told}")
    return COMPOUNDS[tree.text](e, tree, argument, shape)


def _pseudo_inverse(e: Elaborator, tree: Tree, x: Expr, shape: Shape) -> Expr:
    rows, columns = (number_value(n) for n in shape)
    turned = node("transpose", x)
    if same_size(*shape):
        return node("inverse", x)
    if rows is None or columns is None:
        hint = "declare the sizes as numbers, or write inv(X.T @ X) @ X.T for a tall X of full rank"
        e.refuse(tree.span, "whether this matrix is tall or wide is not known", hint)
    if rows > columns:
        return node("matmul", node("inverse", node("matmul", turned, x)), turned)
    return node("matmul", turned, node("inverse", node("matmul", x, turned)))


def _log_det(e: Elaborator, tree: Tree, x: Expr, shape: Shape) -> Expr:
    return log(node("det", x))


def _row_sums(e: Elaborator, tree: Tree, x: Expr, shape: Shape) -> Expr:
    return node("matmul", x, node("ones", shape[1]))


def _column_sums(e: Elaborator, tree: Tree, x: Expr, shape: Shape) -> Expr:
    return node("matmul", node("transpose", x), node("ones", shape[0]))


def _row_softmax(e: Elaborator, tree: Tree, x: Expr, shape: Shape) -> Expr:
    return node("softmax", x)


def _mean(e: Elaborator, tree: Tree, x: Expr, shape: Shape) -> Expr:
    return div(node("total", x), mul(*shape))


def _variance(e: Elaborator, tree: Tree, x: Expr, shape: Shape) -> Expr:
    apart = sub(x, _mean(e, tree, x, shape))
    return _mean(e, tree, node("hadamard", apart, apart), shape)


def _deviation(e: Elaborator, tree: Tree, x: Expr, shape: Shape) -> Expr:
    return fn("sqrt", _variance(e, tree, x, shape))


def _product(e: Elaborator, tree: Tree, x: Expr, shape: Shape) -> Expr:
    places = [fresh_idx(name) for name, _ in zip("ij", shape, strict=False)]
    found = entry(x, *places)
    for place, size in reversed(list(zip(places, shape, strict=True))):
        found = prod_over(found, place, ONE, size)
    return found


OF_ENTRIES = frozenset({"mean", "var", "std", "prod"})
COMPOUNDS: Mapping[str, Callable[[Elaborator, Tree, Expr, Shape], Expr]] = {
    "pinv": _pseudo_inverse,
    "logdet": _log_det,
    "rowsum": _row_sums,
    "colsum": _column_sums,
    "rowsoftmax": _row_softmax,
    "mean": _mean,
    "var": _variance,
    "std": _deviation,
    "prod": _product,
}
