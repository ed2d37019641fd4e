r"""The axes of a tree whose letters are declared: (Xᵀ B)_{ij} has those of the columns of X and of B.

A B           the rows of A, the columns of B      A ⊙ B, A + B, f(A)    those of A
Aᵀ            those of A turned                    A⁻¹                   those of A
∂f/∂x         those of f, then those of x          tr A, det A, ‖A‖      none
"""

from __future__ import annotations

from derive.expressions.expr import Expr
from derive.read.names import Names
from derive.read.tree import Tree

Axes = tuple[Expr, ...]
_NUMBERS = frozenset({"number", "const", "norm"})
_TO_NUMBER = frozenset({"tr", "trace", "det", "dot", "total", "norm", "logdet"})
_MATRIX_PRODUCTS = frozenset({"", "@"})


def axes_of(tree: Tree, names: Names) -> Axes | None:
    """The sizes along the axes, () for a number; None where they are not seen."""
    parts = [axes_of(x, names) for x in tree.parts]
    if tree.kind == "letter":
        return _of_letter(tree, names)
    if tree.kind in _NUMBERS or (tree.kind == "named" and tree.text in _TO_NUMBER):
        return ()
    if not parts or None in parts:
        return None
    known: list[Axes] = [x for x in parts if x is not None]
    if tree.kind in ("group", "neg") or (tree.kind == "named" and tree.text == "inv"):
        return known[0]
    if tree.kind in ("transpose",) or (tree.kind == "named" and tree.text == "transpose"):
        return known[0][::-1] if len(known[0]) == 2 else None
    if tree.kind == "mul":
        return _of_product(tree, known)
    if tree.kind in ("add", "sub"):
        return next((x for x in known if x), ())
    if tree.kind == "deriv" and len(known) == 2:
        return (*known[0], *known[1])
    if tree.kind == "apply" and len(known) == 1:
        function = names.function(tree.text)
        return known[0] if function is not None and not function.family else None
    return None


def _of_letter(tree: Tree, names: Names) -> Axes | None:
    letter = names.letter(tree.text)
    if letter is None or (tree.label and not tree.parts):
        return None
    if len(tree.parts) > len(letter.axes):
        return None
    return letter.axes[len(tree.parts) :]


def _of_product(tree: Tree, known: list[Axes]) -> Axes | None:
    arrays = [x for x in known if x]
    if len(arrays) < 2:
        return arrays[0] if arrays else ()
    if len(arrays) != 2 or tree.text not in _MATRIX_PRODUCTS:
        return arrays[0] if tree.text in ("*", "odot") else None
    first, second = arrays
    return (first[0], *second[1:]) if len(first) == 2 else None
