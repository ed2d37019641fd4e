"""The cases' syntax and domains are read by table, and what is not understood is refused."""

from __future__ import annotations

import pytest

from benchmarks.cases import Case
from benchmarks.domains import letters_of, read_domain
from benchmarks.score import score
from benchmarks.syntax import Reader, Unread, differentiated
from benchmarks.tools import Answer
from derive.expressions import build as b
from derive.expressions.walk import alpha_equal
from derive.notation.context import Context

FUNCTIONS = {"exp", "log", "abs", "max", "cos", "sqrt"}
x, n, X = b.sym("x"), b.sym("n"), b.sym("X")
i = b.fresh_idx("i")


def reader(context: Context = Context()) -> Reader:  # noqa: B008 (frozen)
    return Reader(letters_of(context), lambda word: word if word in FUNCTIONS else None, frozenset("f"))


READ = [
    ("-x**2", b.neg(b.power(x, b.TWO))),
    ("1/2*x", b.mul(b.div(b.ONE, b.TWO), x)),
    ("0.50*x", b.mul(b.dec("0.50"), x)),
    ("Max(x, 0, 1)", b.fn("max", b.fn("max", x, b.ZERO), b.ONE)),
    ("log(x, 2)", b.div(b.log(x), b.log(b.TWO))),
    ("where(x > 0, 1, x)", b.cases([(b.ONE, b.rel("gt", x, b.ZERO)), (x, b.TRUE)])),
    ("Piecewise((x, x <= 1), (0, True))", b.cases([(x, b.rel("le", x, b.ONE)), (b.ZERO, b.TRUE)])),
    ("0 < x < 1", b.conj(b.rel("lt", b.ZERO, x), b.rel("lt", x, b.ONE))),
    ("diff(exp(x), x, 2)", differentiated(b.exp(x), x, 2)),
    ("Derivative(exp(x), x).doit()", b.deriv(b.exp(x), x)),
    ("f(x)", b.node("call", b.sym("f"), x)),
    (
        "Rational(1, 3) + pi*E*I",
        b.add(b.div(b.ONE, b.num(3)), b.mul(b.mul(b.PI, b.E), b.node("const", value="i"))),
    ),
    ("Sum(X[i], (i, 1, n))", b.sum_over(b.entry(X, i), i, b.ONE, n)),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_what_a_text_means(text, expected):
    assert alpha_equal(reader().read(text), expected)


def test_the_last_range_of_a_sum_is_the_outermost():
    inner, outer = b.fresh_idx("j"), b.fresh_idx("i")
    triangle = b.sum_over(b.sum_over(b.entry(X, outer, inner), inner, b.ONE, outer), outer, b.ONE, n)
    assert alpha_equal(reader().read("Sum(X[i, j], (j, 1, i), (i, 1, n))"), triangle)


REFUSED = [
    "__import__('os').system('true')",
    "x.__class__",
    "(lambda: 1)()",
    "[x for x in y]",
    "x if x else y",
    "unknown(x)",
    "x ^ 2",
    "x // 2",
    "'text'",
    "Trace(A)",
    "diff(x, x, 100000)",
    "exp(x, evaluate=False)",
    "x +",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_on_the_list_is_refused(text):
    with pytest.raises(Unread):
        reader().read(text)


def test_a_domain_declares_letters_and_assumptions():
    words = "n integer >= 1, j integer in 1..n, x real, -1 < . < 1; X,Y real arrays; cos(x) != 0; a in (0,1)"
    context = read_domain(words, reader)
    roles = {name: letter.role for name, letter in context.letters.items()}
    assert roles == {"n": "size", "j": "index", "x": "scalar", "X": "scalar", "Y": "scalar", "a": "scalar"}
    assert (context.letters["j"].lo, context.letters["j"].hi) == (b.ONE, n)
    a = b.sym("a")
    assert set(context.assumptions) == {
        b.rel("lt", b.neg(b.ONE), x),
        b.rel("lt", x, b.ONE),
        b.ne(b.fn("cos", x), b.ZERO),
        b.rel("lt", b.ZERO, a),
        b.rel("lt", a, b.ONE),
    }


@pytest.mark.parametrize("words", ["x complex", "A,B real d x d matrices", "x is nice", "n integer in odd"])
def test_a_domain_that_is_not_understood_is_refused(words):
    with pytest.raises((Unread, ValueError)):
        read_domain(words, reader)


SCORES = [
    ("equal", "scalar", "proved", 0, "right"),
    ("equal", "scalar", "conditional", 1, "wrong"),
    ("equal", "scalar", "refuted", 0, "wrong"),
    ("different", "scalar", "proved", 0, "wrong"),
    ("different", "scalar", "refuted", 0, "right"),
    ("different", "scalar", "conditional", 1, "partial"),
    ("conditional", "branch", "proved", 0, "wrong"),
    ("conditional", "branch", "proved", 1, "right"),
    ("conditional", "branch", "conditional", 1, "right"),
    ("conditional", "branch", "refuted", 0, "partial"),
    ("conditional", "hole", "refuted", 0, "wrong"),
    ("branch", "branch", "refuted", 0, "partial"),
    ("equal", "scalar", "undecided", 0, "undecided"),
    ("different", "scalar", "error", 0, "error"),
]


@pytest.mark.parametrize(("truth", "group", "word", "conditions", "outcome"), SCORES)
def test_how_an_answer_counts(truth, group, word, conditions, outcome):
    case = Case("id", "tricky", group, truth, None)
    assert score(case, Answer(word, 0.0, conditions)) == outcome
