"""False statements about values, cells and premises, with certificates that once proved them, or would."""

from __future__ import annotations

import pytest

from derive.engine.kernel.termwise import of_terms
from derive.expressions.build import ONE, ZERO, idx, log, sym
from derive.expressions.expr import node
from derive.notation.context import Definition
from derive.records.statement import Statement
from tests.kernel.lies import (
    WITNESS,
    assert_refused,
    both,
    by,
    n,
    proof_of,
    stated,
    tree,
    values,
    x,
)

LISTED = [
    # a branch that has no value where another is taken
    ("abs(where(x = 0, 5, x^(-1))) = abs(where(x = 0, 7, x^(-1)))", ()),
    ("abs(where(x < 0, 5, sqrt(x)-1)) = abs(where(x < 0, 7, sqrt(x)-1))", ()),
    # [c]·f where f has no value
    ("iverson(n >= 2)*(n-1)^(-1) + 5*iverson(n=1) = iverson(n>=2)*(n-1)^(-1) + 7*iverson(n=1)",
     ("n-1 != 0",)),
    ("abs(iverson(n >= 2)*(n-1)^(-1) + 5*iverson(n=1)) = abs(iverson(n>=2)*(n-1)^(-1) + 7*iverson(n=1))", ()),
    # a place that is in its array only where the entry is taken
    ("where(m <= n, X[m], 5) = where(m <= n, X[m], 7)", ()),
    # asked for at some places, used at others
    ("Sum(log(X[j])*iverson(j != i),(j,1,n)) + abs(X[i]) = Sum(log(X[j])*iverson(j != i),(j,1,n)) + X[i]",
     ("X[j] > 0",)),
    ("Sum(log(X[j]),(j,1,i-1)) + abs(X[i]) = Sum(log(X[j]),(j,1,i-1)) + X[i]", ("X[j] > 0",)),
    ("Sum(sqrt(X[j])*iverson(j <= i) + abs(X[j]),(j,1,n)) = Sum(sqrt(X[j])*iverson(j<=i) + X[j],(j,1,n))",
     ("X[j] >= 0",)),
    ("Sum(log(X[j]),(j,2,n)) + abs(X[1]) = Sum(log(X[j]),(j,2,n)) + X[1]", ("X[j] > 0",)),
    ("Sum(log(x)*X[j],(j,2,n)) + abs(x) = Sum(log(x)*X[j],(j,2,n)) + x", ("x > 0",)),
    ("Sum(Sum(sqrt(X[i])*Y[j],(j,1,n-1)),(i,1,n)) + Sum(abs(X[i]),(i,1,n))"
     " = Sum(Sum(sqrt(X[i])*Y[j],(j,1,n-1)),(i,1,n)) + Sum(X[i],(i,1,n))", ("X[j] >= 0",)),
    ("Sum(Sum((sqrt(X[i]) + abs(X[j]))*iverson(i<j),(i,1,n)),(j,1,n))"
     " = Sum(Sum((sqrt(X[i]) + X[j])*iverson(i<j),(i,1,n)),(j,1,n))", ("X[j] >= 0",)),
    # a branch of real numbers
    ("Sum(where(X[j] >= 0, sqrt(X[j]), X[j]),(j,1,n)) = Sum(where(X[j]>=0, sqrt(X[j]),-X[j]),(j,1,n))",
     ("X[j] >= 0",)),
    ("Sum(where(X[j] >= 0, sqrt(X[j]), 5),(j,1,n)) = Sum(where(X[j] >= 0, sqrt(X[j]), 7),(j,1,n))",
     ("X[j] >= 0",)),
    # one sign for all places
    ("Sum(sqrt(abs(X[j])-1)*abs(X[j]),(j,1,n))^2 = Sum(sqrt(abs(X[j])-1)*X[j],(j,1,n))^2",
     ("abs(X[j])-1 >= 0",)),
    # |x|^q has not the sign of x
    ("abs(sqrt(abs(x))+y-y) = -sqrt(abs(x))", ()),
    ("sign(abs(x)^(1/3)+y-y) = sign(x)", ()),
    # a sum of terms that are not 0
    ("sign(Sum(1/X[j],(j,1,n)))^2 = 1", ("X[j] != 0",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "conditions"), LISTED, ids=[text for text, _ in LISTED])
def test_values(text, conditions):
    assert_refused(stated(text), *both(*conditions), *both())


def test_a_sum_of_terms_that_are_not_zero_may_be():
    for text, term in (("Sum(1/X[j],(j,1,n)) != 0", "X[j] != 0"), ("Sum(X[j],(j,1,n)) != 0", "")):
        asked = stated(text) if "1/" in text else stated(text, "X[j] != 0")
        factored = [[asked.left, 1]]
        listed = [term] if term else []
        assert_refused(asked, values("inequality", listed, factored=factored))


@pytest.mark.parametrize(
    "text",
    [
        "abs(sqrt(abs(x))+y-y) = -sqrt(abs(x))",
        "abs(abs(x)^(1/3)+y-y) = -abs(x)^(1/3)",
        "sign(sqrt(abs(x))+y-y) = -1",
        "abs(sqrt(abs(x*y))+x-x) = -sqrt(abs(x*y))",
    ],
)
def test_roots_of_absolute_values(text):
    witness = WITNESS | {"x": "-4"}
    assert_refused(stated(text, "x < 0", "y > 0"), *(each | {"witness": witness} for each in both()))


@pytest.mark.parametrize("given", ["a b", "a b c", "a b c d u"])
def test_the_logarithm_of_a_prime_is_no_factor_s(given):
    """log x was the letter of log 2 where x was the factor number 2."""
    letters, prime = given.split(), {2: 2, 3: 3, 5: 5}[len(given.split())]
    shared = " + ".join(f"log({name})" for name in letters)
    witness = dict.fromkeys([*letters, "x"], "1")
    for factors in ((), ("x",), (*letters, "x")):
        certificate = values(factors=[tree(f) for f in factors], witness=witness)
        assert_refused(stated(f"{shared} + log(x) = {shared} + log({prime})", "x > 0"), certificate)


def test_the_logarithm_of_a_sum_of_roots():
    asked = stated("log(2+sqrt(3)) = log(sqrt(3)+1) - 2*log(sqrt(3)-1)")
    assert_refused(asked, values(factors=[tree(f) for f in ("2", "3", "sqrt(2)", "sqrt(3)+1")]))


def test_cells_of_something_without_a_value():
    """log x is positive, negative or 0 where x > 0 only."""
    empty = {"kind": "inequality", "factored": []}
    for seams, signs in (("", (1, -1, 0)), ("continuous", (1, -1))):
        cells = [{"signs": [s], "certificate": empty} for s in signs]
        assert_refused(stated("abs(x) <= x"), values("cases", split=[log(x)], seams=seams, cells=cells))


def test_cases_of_a_defined_letter():
    """z = log x is ≥ 0 or ≤ 0 where x > 0 only."""
    asked = stated("abs(x) <= x")
    known = asked.context.with_definitions(Definition(sym("z"), log(x)))
    asked = Statement(asked.left, asked.right, known, asked.relation)
    assert_refused(asked, *by(asked, "split", on=sym("z")))


@pytest.mark.parametrize(("text", "e"), [("D(sin(x),x) = 0", "sin(x)"), ("D(erf(x),x) <= 0", "erf(x)")])
def test_a_letter_within_a_derivative(text, e):
    asked = stated(text)
    assert_refused(asked, *by(asked, "letters", letters=[["t", tree(e)]]))


@pytest.mark.parametrize(("text", "pole"), [("10 + 20/(n-2) <= n", "n-2 != 0"), ("1/(3-n) >= 0", "3-n != 0")])
def test_an_induction_over_a_pole(text, pole):
    asked = stated(text)
    assert_refused(
        asked, *by(asked, "induct", pole, letter=n, factor=ONE), *by(asked, "induct", letter=n, factor=ONE)
    )


@pytest.mark.parametrize("known", [("n <= 9",), ("n >= 0", "n != 3"), ("n >= m",), ("n >= 5/2", "x >= n")])
def test_an_induction_where_more_is_known_of_n_than_where_it_begins(known):
    asked = stated("n^2 >= 10*x", *known)
    assert_refused(asked, *by(asked, "induct", letter=n, factor=ONE))


def test_a_middle_at_a_place_of_its_own():
    """Σ X ≤ X_j ≤ 0 for a j that nobody named."""
    asked = stated("x <= 0")
    middle = node("entry", sym("X"), idx("j"))
    assert_refused(
        asked, *by(asked, "between", middle=middle), *by(asked, "scaled", small=x, big=middle, factor=ONE)
    )


def test_a_derivative_of_a_term():
    """∂X_j/∂X_i is δ_ij, and not 0."""
    asked = stated("Sum(D(X[j]^2,X[i]),(j,1,n)) <= Sum(0*X[j],(j,1,n))")
    term = of_terms(asked.context, asked.left, asked.right, (), "u")
    assert_refused(
        asked,
        {"kind": "termwise", "index": "u", "term": proof_of(term), "conditions": [], "witness": WITNESS},
    )


def test_a_slope_that_moves_beyond_the_domain():
    """√((x − 1)²) + x − 1 is 0 for x < 1, where log(1 − x) has values, and not 0 at 7."""
    data = {
        "letter": x, "at": ZERO, "gap": tree("log(1-x)-log(1-x)"), "beside": ["right"], "strictly": True,
        "derivative": tree("sqrt((x-1)^2) + x - 1"), "moving": {"right": "7"},
    }  # fmt: skip
    asked = stated("log(1-x) < log(1-x)", "x > 0")
    (certificate,) = by(asked, "slope", "1-x > 0", **data)
    assert_refused(asked, certificate | {"witness": {"x": "1/2"}})
