r"""Powers: of numbers, of square matrices, the inverse, the transpose."""

from __future__ import annotations

from derive.expressions import build
from derive.expressions.expr import Expr, node
from derive.expressions.walk import letters
from derive.notation.shapes import said
from derive.read.bounds import check_power
from derive.read.elaborator import Elaborator, Env
from derive.read.rules_arithmetic import is_square
from derive.read.tree import Tree


def power(e: Elaborator, tree: Tree, env: Env) -> Expr:
    """A power; an array to the T is its transpose, as in LaTeX."""
    base, exponent = tree.parts
    if base.kind == "const" and base.text == "e":
        above = e.value(exponent, env)
        shape = e.shape(above, exponent.span)
        if shape and len(shape) == 2 and not e.names.document:
            e.refuse(tree.span, "the exponential of a matrix is not read", "entry by entry it is \\exp(A)")
        return build.exp(above)
    if exponent.kind == "letter" and exponent.text == "T" and not exponent.parts and e.names.arrays:
        below = e.value(base, env)
        if e.shape(below, base.span):
            return e.checked(node("transpose", below), tree.span)
    raised = e.scalar(exponent, env)
    below = e.value(base, env)
    shape = e.shape(below, base.span)
    if shape or (shape is None and raised.head == "neg" and below.head in ("sym", "matmul", "transpose")):
        return matrix_power(e, tree, below, raised)
    found = build.power(below, raised)
    e.bounded(tree.span, check_power(found))
    return found


def matrix_power(e: Elaborator, tree: Tree, below: Expr, raised: Expr) -> Expr:
    """A^{-1}, A^2 = A A for a square matrix, entries of another; x**2 the entries of a vector, as in code.

    A power x^2 of a vector has no one meaning.
    """
    if raised is build.neg(build.ONE) or raised is build.MINUS_ONE:
        return e.checked(node("inverse", below), tree.span)
    shape = e.shape(below, tree.span)
    entries = shape is not None and len(shape) == 2 and not is_square(shape) and build.ONE not in shape
    if shape is None or entries or (below.head in e.names.functions and raised.head == "num"):
        return build.power(below, raised)
    if len(shape) == 1 and "**" in e.text[tree.parts[0].span[1] : tree.parts[1].span[0]]:
        return build.power(below, raised)
    if len(shape) == 1:
        hint = "write x \\odot x or \\|x\\|^2; in plain maths x**2 or norm(x)^2"
        e.refuse(tree.span, f"a power of {said(shape)} has no one meaning", hint)
    times = int(raised.value) if raised.head == "num" and raised.value.denominator == 1 else 0
    if not 2 <= times <= 8:
        e.refuse(tree.span, "of a matrix the powers -1 and 2 to 8 are read")
    return e.checked(node("matmul", *[below] * times), tree.span)


def _is_power(e: Elaborator, tree: Tree, inner: Expr) -> bool:
    r"""`(1/4)^T` and `|w|^T` beside `\prod_{t=1}^T`: T is a size, and what is raised can be no array."""
    size = e.names.letter(tree.text)
    plain = not letters(inner) or inner.head == "abs"
    return plain and size is not None and size.role == "size"


def transpose(e: Elaborator, tree: Tree, env: Env) -> Expr:
    inner = e.value(tree.parts[0], env)
    if tree.text and e.is_number(inner, tree.span) and _is_power(e, tree, inner):
        return build.power(inner, build.sym(tree.text))
    if e.is_number(inner, tree.span) and not e.names.document:
        e.refuse(
            tree.span, "the transpose of a number is not read", "declare the letter as an array: real[m, n]"
        )
    return e.checked(node("transpose", inner), tree.span)
