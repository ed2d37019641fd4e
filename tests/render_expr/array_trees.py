"""Random array expressions with shapes that fit, in the form that reading gives, for the round trips."""

from hypothesis import strategies as st

from derive.expressions.build import add, deriv, div, entry, fn, idx, mul, neg, num, power, sym
from derive.expressions.expr import node
from derive.notation.context import EMPTY
from derive.read import read_letter

DECLARED = {
    "c": "real",
    "theta": "real",
    "n": "size",
    "m": "size",
    "i": "index 1..n",
    "x": "real[n]",
    "z": "real[n]",
    "b_f": "real[n]",
    "y": "real[m]",
    "W": "real[m, n]",
    "W^{(2)}": "real[m, n]",
    "A": "real[n, n]",
    "B": "real[n, n]",
}
CONTEXT = EMPTY.with_letters(*(read_letter(name, text) for name, text in DECLARED.items()))
VECTORS = {"n": ("x", "z", "b_f"), "m": ("y",)}
MATRICES = {("m", "n"): ("W", "W^{(2)}"), ("n", "n"): ("A", "B")}


def product(left, right):
    """left · right; a product on the left is continued."""
    head = left.args if left.head == "matmul" else (left,)
    return node("matmul", *head, right)


@st.composite
def numbers(draw, depth=2):
    if depth == 0:
        return draw(st.sampled_from([sym("c"), sym("theta"), num(2), entry(sym("x"), idx("i"))]))
    kind = draw(st.integers(0, 8))
    size = draw(st.sampled_from(["n", "m"]))
    if kind == 0:
        return node("dot", draw(vectors(size, depth - 1)), draw(vectors(size, depth - 1)))
    if kind == 1:
        return product(node("transpose", draw(vectors(size, depth - 1))), draw(vectors(size, depth - 1)))
    if kind == 2:
        return node("norm", draw(vectors(size, depth - 1)), draw(st.sampled_from([num(1), num(2)])))
    if kind == 3:
        return node(draw(st.sampled_from(["trace", "det", "frobenius"])), draw(matrices("n", "n", depth - 1)))
    if kind == 4:
        return node("total", draw(vectors(size, depth - 1)))
    if kind == 5:
        return add(draw(numbers(depth - 1)), neg(draw(numbers(depth - 1))))
    if kind == 6:
        return power(node("norm", draw(vectors(size, depth - 1)), num(2)), num(2))
    return fn("log", draw(numbers(depth - 1))) if kind == 7 else draw(numbers(0))


@st.composite
def vectors(draw, size, depth=2):
    if depth == 0:
        return sym(draw(st.sampled_from(VECTORS[size])))
    kind = draw(st.integers(0, 8))
    one = draw(vectors(size, depth - 1))
    if kind == 0 and size == "m":
        return product(draw(matrices("m", "n", depth - 1)), draw(vectors("n", depth - 1)))
    if kind == 0:
        return product(node("transpose", draw(matrices("m", "n", depth - 1))), draw(vectors("m", depth - 1)))
    if kind == 1:
        return node("hadamard", one, draw(vectors(size, depth - 1)))
    if kind == 2:
        return add(one, draw(vectors(size, depth - 1)))
    if kind == 3:
        return add(one, neg(draw(vectors(size, depth - 1))))
    if kind == 4:
        return fn(draw(st.sampled_from(["sigma", "tanh", "relu", "exp"])), one)
    if kind == 5:
        return mul(draw(numbers(depth - 1)), one)
    if kind == 6:
        return div(one, draw(numbers(depth - 1)))
    if kind == 7:
        return deriv(draw(numbers(depth - 1)), sym(draw(st.sampled_from(VECTORS[size]))))
    return neg(one)


@st.composite
def matrices(draw, rows, columns, depth=2):
    if depth == 0:
        return sym(draw(st.sampled_from(MATRICES[rows, columns])))
    kind = draw(st.integers(0, 7))
    one = draw(matrices(rows, columns, depth - 1))
    if kind == 0:
        return product(one, draw(matrices(columns, columns, depth - 1)))
    if kind == 1:
        return product(draw(vectors(rows, depth - 1)), node("transpose", draw(vectors(columns, depth - 1))))
    if kind == 2 and rows == columns:
        return node(draw(st.sampled_from(["transpose", "inverse"])), one)
    if kind == 3 and rows == columns:
        return node("diag", draw(vectors(rows, depth - 1)))
    if kind == 4:
        return add(one, draw(matrices(rows, columns, depth - 1)))
    if kind == 5:
        return mul(draw(numbers(depth - 1)), one)
    if kind == 6:
        return node("hadamard", one, draw(matrices(rows, columns, depth - 1)))
    return fn("tanh", one) if kind == 7 else one


def arrays():
    return st.one_of(numbers(), vectors("n"), vectors("m"), matrices("m", "n"), matrices("n", "n"))
