"""False statements about whole arrays, each with the certificate that once proved (or refuted) it."""

from __future__ import annotations

from typing import Any

import pytest

import derive
from benchmarks.array_lies import told
from derive.engine.certify import as_data, sealed
from derive.engine.kernel import recheck
from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.expr import Expr, node
from derive.notation.context import Context, Letter
from derive.notation.shapes import same_size
from derive.records.statement import Statement
from derive.registry import load_registry

FUNCTIONS = load_registry().functions
m, n, x, y, A, B, c = (b.sym(name) for name in "mnxyABc")
SIZES = Context().with_letters(Letter("m", "size"), Letter("n", "size"))
VECTORS = SIZES.with_letters(Letter("x", axes=(n,)), Letter("y", axes=(n,)), Letter("c"))
SQUARE = SIZES.with_letters(Letter("A", axes=(n, n)), Letter("B", axes=(n, n)))
OBLONG = SIZES.with_letters(Letter("A", axes=(m, n)))
UNIT = node("const", value="i")
VALUES = {
    "m": "2", "n": "2", "i": "1", "j": "2", "c": "2", "x": ["1", "2"], "y": ["3", "2"],
    "A": [["1", "2"], ["3", "4"]], "B": [["1", "5"], ["3", "4"]],
}  # fmt: skip


def total(e: Expr) -> Expr:
    return node("total", e)


def turned(e: Expr) -> Expr:
    return node("transpose", e)


def assert_refused(asked: Statement, *certificates: dict[str, Any]) -> None:
    for each in certificates:
        found = recheck(asked, FUNCTIONS, sealed(as_data(each), asked))
        assert not found.accepted, found.guarantee


def at_sizes(context: Context, size: int) -> dict[str, Any]:
    """A certificate that names a point and no more."""
    point = {}
    for name, letter in context.letters.items():
        if letter.role == "scalar":
            rows, columns = [*([size] * len(letter.axes)), 1, 1][:2]
            point[name] = [[str(2 + 3 * r + r * k + k * k) for k in range(columns)] for r in range(rows)]
    return {"kind": "arrays", "witness": {"sizes": {"m": size, "n": size}, "point": point}}


def by_entries(kind: str = "indexed", **fields: Any) -> dict[str, Any]:
    inner = {"kind": kind, "factors": [], "assumed": [], "conditions": [], "witness": VALUES, **fields}
    return {"kind": "array entries", "entry": inner}


def at_point(**fields: Any) -> dict[str, Any]:
    return {"kind": "array entries", "entry": {"kind": "point", "values": VALUES, "bits": 64, **fields}}


@pytest.mark.parametrize("count", [1, 4, 9, 16, 25])
def test_quotients_of_entries_are_no_blocks_with_zeros_around_them(count):
    """Σ A ⊘ A is n², which is one number at the greatest size alone."""
    for quotient in (b.div(A, A), node("hadamard_div", A, A)):
        asked = Statement(total(quotient), b.num(count), SQUARE)
        assert_refused(asked, at_sizes(SQUARE, 1), at_sizes(SQUARE, 2))


@pytest.mark.parametrize("most", [2, 3, 4])
def test_a_length_that_is_not_declared_as_a_size(most):
    """(n − 1) … (n − k)·Σ x."""
    context = Context().with_letters(Letter("x", axes=(n,)))
    gaps = [b.sub(n, b.num(k)) for k in range(1, most + 1)]
    assert_refused(Statement(b.mul(*gaps, total(x)), b.ZERO, context), at_sizes(context, 1))


def test_a_letter_with_the_name_of_a_determinant():
    asked = Statement(node("det", A), b.sym("det_A"), SQUARE)
    numbers = {"kind": "field", "factors": [], "assumed": [], "conditions": [], "witness": {"det_A": "2"}}
    assert_refused(asked, {"kind": "array determinants", "numbers": numbers})


def test_a_letter_with_the_name_of_a_place():
    """⌊i⌋ x = i x for whole i; x_i y = x ⊙ y at the place i."""
    i, pi = b.sym("i"), node("const", value="pi")
    for left, right in (
        (b.mul(node("floor", i), x), b.mul(i, x)),
        (b.mul(node("sin", b.mul(pi, i)), x), b.mul(b.ZERO, x)),
        (b.mul(b.entry(x, b.idx("i")), y), node("hadamard", x, y)),
    ):
        assert_refused(Statement(left, right, VECTORS), by_entries("field"), by_entries())


def test_exponents_that_are_arrays():
    """Σ 2^y is not n·2^{y_i}."""
    powers = b.power(b.TWO, y)
    asked = Statement(b.mul(total(powers), node("ones", n)), b.mul(n, powers), VECTORS)
    for given in (VALUES, VALUES | {"y": "1"}):
        assert_refused(asked, by_entries(witness=given))


def test_a_refutation_that_leaves_out_what_is_assumed():
    turns = (b.rel("eq", A, turned(A)),)
    asked = Statement(b.mul(UNIT, A), b.mul(UNIT, turned(A)), SQUARE.assuming(*turns))
    inner = {"kind": "complex", "part": "imaginary", "point": {"values": VALUES, "bits": 64}}
    assert_refused(asked, {"kind": "array entries", "entry": inner})
    nothing = b.rel("eq", b.ZERO, b.sub(A, B))
    assert_refused(Statement(A, B, SQUARE.assuming(nothing)), at_point())


def test_arrays_that_differ_may_agree_at_a_place():
    apart = b.rel("ne", b.entry(x, b.ONE), b.entry(y, b.ONE))
    values = VALUES | {"i": "2"}
    assert_refused(Statement(x, y, VECTORS.assuming(apart), "ne"), at_point(values=values))


def test_shapes_under_equations_between_sizes():
    same = OBLONG.assuming(b.rel("eq", m, n))
    for left, right in ((A, turned(A)), (b.add(A, turned(A)), b.add(turned(A), A))):
        assert_refused(Statement(left, right, same), {"kind": "array shapes"})


def test_sizes_are_compared_as_products():
    """A ⊗ B and B ⊗ A are both m p × m p."""
    p = b.sym("p")
    assert same_size(b.mul(m, p), b.mul(p, m))
    assert same_size(b.add(b.mul(b.TWO, m, p), b.ONE), b.add(b.ONE, b.mul(p, m), b.mul(m, p)))
    assert not same_size(b.mul(m, p), b.mul(m, m))


def test_sizes_within_their_declared_range():
    context = Context().with_letters(Letter("n", "size", lo=b.TWO, hi=b.TWO), Letter("A", axes=(n, n)))
    minus = b.neg(b.mul(node("det", A), node("identity", n)))
    asked = Statement(node("matmul", A, A), b.add(b.mul(node("trace", A), A), minus), context)
    for size in (1, 3):
        assert_refused(asked, {**at_sizes(context, size)["witness"], "kind": "array point"})


def test_traces_and_determinants_are_of_square_matrices():
    for head in ("trace", "det"):
        left, right = node(head, A), node(head, turned(A))
        assert_refused(Statement(left, right, OBLONG), at_sizes(OBLONG, 1), at_sizes(OBLONG, 2))
        with pytest.raises(DeriveError):
            derive.equal("tr(A)", "tr(A.T)", shapes={"A": "m,n"})


COMPLEX = [
    ("norm(i*x)^2", "-norm(x)^2", "refuted"),
    ("norm(i*x)^2", "norm(x)^2", "proved"),
    ("norm(x + i*y)^2", "norm(x)^2 + norm(y)^2", "proved"),
    ("norm(x + i*y)^2", "norm(x)^2 - norm(y)^2 + 2*i*x.T@y", "refuted"),
    (r"\|A + iB\|_F^2", r"\operatorname{tr}((A+iB)^T(A+iB))", "refuted"),
    (r"\|i x\|_4^4", r"-\|x\|_4^4", "refuted"),
    (r"\|i x\|_2^2 + \|x\|_2^2", "0", "refuted"),
]


@pytest.mark.parametrize(("left", "right", "verdict"), COMPLEX)
def test_norms_of_complex_arrays(left, right, verdict):
    """‖v‖² = Σ |v_i|², and |v_i|² is v_i² for real v_i only."""
    shapes = {"i": "imaginary", "x": "n", "y": "n", "A": "n,n", "B": "n,n"}
    assert derive.equal(left, right, shapes=shapes).verdict == verdict


def test_a_size_has_one_value():
    """tr 1 = n is not refuted by n = 7/2 beside matrices of 2 rows."""
    asked = Statement(node("trace", node("identity", n)), n, SIZES)
    point = {"kind": "array point", "sizes": {"n": 2}, "point": {"n": [["7/2"]]}}
    assert_refused(asked, point, {**point, "bits": 64}, {**point, "sizes": {}})


@pytest.mark.parametrize(
    ("left", "right"),
    [("sum(abs(x))", "abs(sum(x))"), ("max(A@x, A@y)", "A@max(x, y)"), ("abs(c)*x", "c*x")],
)
def test_absolute_values_and_maxima_have_exact_values(left, right):
    found = derive.equal(left, right, shapes={"x": "n", "y": "n", "A": "n,n"})
    assert found.verdict == "refuted"


def test_no_slope_at_a_kink():
    """|x|' has no value at x = 0, whatever the other side is."""
    asked = Statement(b.deriv(total(node("abs", x)), x), node("zeros", n), VECTORS)
    point = {"kind": "array point", "sizes": {"n": 1}, "point": {"x": [["0"]]}}
    assert_refused(asked, point, {**point, "bits": 64})


def test_slopes_of_logarithms_of_sums_are_quotients_of_sums():
    """∇ Σ log(A x) = Aᵀ (1 ⊘ A x) goes by entries: no number of sizes is known for Σ u_i/(A x)_i."""
    product = node("matmul", A, x)
    asked = Statement(
        b.deriv(total(node("log", product)), x),
        node("matmul", turned(A), node("hadamard_div", node("ones", n), product)),
        Context().with_letters(*VECTORS.letters.values(), *SQUARE.letters.values()),
    )
    certificate = at_sizes(asked.context, 2)
    assert_refused(asked, certificate, {**certificate, "gates": True})
    sides = ("D(sum(log(A@x)), x)", "A.T@(ones(m)/(A@x))")
    assert derive.equal(*sides, shapes={"A": "m,n", "x": "n"}).verdict == "proved"


def test_lies_told_at_random():
    tally = told(12, 4, FUNCTIONS)
    assert not tally.accepted, tally.accepted
    assert tally.counts["false"] >= 10
    assert tally.counts["accepted of others"]


@pytest.mark.parametrize(
    ("left", "right", "assumed", "verdict"),
    [
        ("prod(x)", "exp(sum(log(x)))", "x > 0", "proved"),
        ("sum(x)", "sum(abs(x))", "x > 0", "proved"),
        ("sum(x)", "sum(abs(x))", "x < 0", "refuted"),
        ("sum(x)", "0", "0 < x", "refuted"),
        ("sum(x)", "1", "x = 1", "refuted"),
        ("x", "y", "x != y", "refuted"),
    ],
)
def test_what_is_assumed_of_every_entry(left, right, assumed, verdict):
    assert derive.equal(left, right, shapes={"x": "n", "y": "n"}, assume=[assumed]).verdict == verdict
