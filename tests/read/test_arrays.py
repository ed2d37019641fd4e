"""Whole arrays with declared shapes: how they are read, what shape that gives, and what does not fit."""

import pytest

from derive.errors import DeriveError
from derive.expressions.walk import alpha
from derive.notation.shapes import said, shape_of
from derive.read import read_expression
from derive.render.latex import latex
from derive.render.plain import plain
from tests.read.contexts import FUNCTIONS, WITH_ARRAYS

PRODUCTS = [  # LaTeX, plain maths, shape
    (r"W x + b", "W @ x + b", "a vector of m"),
    (r"Wx + b", "W @ x + b", "a vector of m"),
    (r"2 W x", "2*(W @ x)", "a vector of m"),
    (r"x^\top A x", "x.T @ A @ x", "a number"),
    (r"x^T x", "x.T @ x", "a number"),
    (r"x y^\top", "x @ y.T", "an n × m matrix"),
    (r"A^\top B", "A.T @ B", "an n × n matrix"),
    (r"A^{-1} B", "inv(A) @ B", "an n × n matrix"),
    (r"A^{-T}", "inv(A).T", "an n × n matrix"),
    (r"A^2", "A @ A", "an n × n matrix"),
    (r"(I - A) x", "(identity(n) - A) @ x", "a vector of n"),
    (r"I_n x", "identity(n) @ x", "a vector of n"),
    (r"x \cdot z", "dot(x, z)", "a number"),
    (r"x \odot z", "hadamard(x, z)", "a vector of n"),
    (r"x \otimes y", "outer(x, y)", "an n × m matrix"),
    (r"W x \odot y", "hadamard(W @ x, y)", "a vector of m"),
    (r"y \odot W x", "hadamard(y, W @ x)", "a vector of m"),
    (r"y \odot \sigma(b) x^\top", "hadamard(y, sigma(b)) @ x.T", "an m × n matrix"),
    (r"\mathbf{1}^\top x", "ones(n).T @ x", "a number"),
    (r"x^\top A x + c x^\top x", "x.T @ A @ x + c*(x.T @ x)", "a number"),
    (r"(W x)_i", "(W @ x)[i]", "a number"),
    (r"x_j z", "x[j]*z", "a vector of n"),
]
FUNCTIONS_OF_ARRAYS = [
    (r"\|W x - y\|_2^2", "norm(W @ x - y)^2", "a number"),
    (r"\|x\|_1", "norm(x, 1)", "a number"),
    (r"\|A\|_F", "norm(A, F)", "a number"),
    (r"\mathrm{tr}(A^\top B)", "tr(A.T @ B)", "a number"),
    (r"\log \det A", "log(det(A))", "a number"),
    (r"\operatorname{diag}(x)", "diag(x)", "an n × n matrix"),
    (r"\sigma(W x + b)", "sigma(W @ x + b)", "a vector of m"),
    (r"\sigma'(b)", "hadamard(sigma(b), 1 - sigma(b))", "a vector of m"),
    (r"\mathrm{softmax}(z)", "softmax(z)", "a vector of n"),
    (r"\mathrm{softmax}(z + c)_j", "softmax(z + c)[j]", "a number"),
    (r"\mathrm{softmax}(W x + b)_i", "softmax(W @ x + b)[i]", "a number"),
    (r"[h; x]", "[h; x]", "a vector of k + n"),
    (r"\begin{bmatrix} h \\ x \end{bmatrix}", "[h; x]", "a vector of k + n"),
    (r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}", "[[1, 2], [3, 4]]", "a 2 × 2 matrix"),
    (r"\nabla_x (x^\top A x)", "D(x.T @ A @ x, x)", "a vector of n"),
    (r"\frac{\partial}{\partial x} \|x\|^2", "D(norm(x)^2, x)", "a vector of n"),
]
MISFITS = [
    (r"W b", "an m × n matrix times a vector of m does not fit", "W b"),
    (r"x + b", "a vector of n and a vector of m do not fit", "x + b"),
    (r"x z", "two vectors side by side", "x z"),
    (r"x^\top W", "a row of n times an m × n matrix", r"x^\top W"),
    (r"x^2", "power of a vector of n", "x^2"),
    (r"\frac{c}{x}", "quotient by a vector of n", r"\frac{c}{x}"),
    (r"W^{-1}", "an m × n matrix is not square", "W^{-1}"),
    (r"\|A\|", "which norm", r"\|A\|"),
    (r"|x|", "norm or the size of each entry", "|x|"),
    (r"x \odot b", "a vector of n and a vector of m", r"x \odot b"),
    (r"\operatorname{tr}(c)", "taken of an array", "c"),
    (r"c_1 x", "'c' takes no index", "c_1"),
    (r"\mathrm{softmax}(A)", "along which index", r"\mathrm{softmax}(A)"),
    (r"e^A", "exponential of a matrix", "e^A"),
]


@pytest.mark.parametrize(("text", "expected", "shape"), PRODUCTS + FUNCTIONS_OF_ARRAYS)
def test_read_and_read_back(text, expected, shape):
    expr = read_expression(text, WITH_ARRAYS, FUNCTIONS, syntax="latex", arrays=True).expr
    assert plain(expr, WITH_ARRAYS, FUNCTIONS) == expected
    assert said(shape_of(expr, WITH_ARRAYS) or ()) == shape
    for syntax, printer in (("latex", latex), ("plain", plain)):
        printed = printer(expr, WITH_ARRAYS, FUNCTIONS)
        again = read_expression(printed, WITH_ARRAYS, FUNCTIONS, syntax=syntax, arrays=True).expr
        assert alpha(again) is alpha(expr), printed


@pytest.mark.parametrize(("text", "message", "marked"), MISFITS)
def test_misfit_names_both_shapes(text, message, marked):
    with pytest.raises(DeriveError, match=message) as caught:
        read_expression(text, WITH_ARRAYS, FUNCTIONS, syntax="latex", arrays=True)
    start, end = caught.value.span
    assert text[start:end] == marked


@pytest.mark.parametrize(
    "text", [r"W x", r"x^\top x", r"\|x\|", r"\mathbf{1}", r"[h; x]", "x", r"\operatorname{tr}(A)"]
)
def test_arrays_are_refused_where_a_number_is_wanted(text):
    with pytest.raises(DeriveError):
        read_expression(text, WITH_ARRAYS, FUNCTIONS, syntax="latex")


def test_a_matrix_product_of_numbers_is_refused():
    with pytest.raises(DeriveError, match="these are numbers"):
        read_expression("c @ c", WITH_ARRAYS, FUNCTIONS, syntax="plain", arrays=True)


@pytest.mark.parametrize("word", ["trace", "tr", "det", "hadamard", "total", "sum", "diag", "kron"])
def test_a_subscript_on_a_word_of_matrices_is_refused(word):
    with pytest.raises(DeriveError, match=f"a subscript on the function '{word}'"):
        read_expression(f"{word}_i(A, A)", WITH_ARRAYS, FUNCTIONS, syntax="plain", arrays=True)


@pytest.mark.parametrize("text", ["norm_1(x)", "norm(x, 1)"])
def test_the_degree_of_a_norm_is_kept(text):
    expr = read_expression(text, WITH_ARRAYS, FUNCTIONS, syntax="plain", arrays=True).expr
    assert latex(expr, WITH_ARRAYS, FUNCTIONS) == r"\|x\|_1"
    with pytest.raises(DeriveError, match="the array and its degree"):
        read_expression("norm_1(x, 2)", WITH_ARRAYS, FUNCTIONS, syntax="plain", arrays=True)
