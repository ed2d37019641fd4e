"""Bounds and equalities by terms: forged certificates of false ones are refused."""

from __future__ import annotations

import pytest

from derive.engine.certify import sealed
from derive.engine.kernel import recheck
from derive.engine.prove import decide
from derive.registry import load_registry
from tests.prover.statements import statement

FUNCTIONS = load_registry().functions
TRUE = [
    ("Sum(X[j],(j,1,n)) <= n*a", ("X[j] <= a",)),
    ("abs(Sum(X[j],(j,1,n))) <= Sum(abs(X[j]),(j,1,n))", ()),
    ("abs(Product(tanh(X[j]),(j,1,n))) <= 1", ()),
    ("Sum(abs(X[j])^2,(j,1,n)) = Sum(X[j]^2,(j,1,n))", ()),
    ("Sum(sqrt(X[j]^2),(j,1,n)) + Sum(sqrt(Y[j]^2),(j,1,n)) = Sum(abs(X[j]) + abs(Y[j]),(j,1,n))", ()),
]
FALSE = [
    ("Sum(X[j],(j,1,n)) <= n*a", ()),
    ("Sum(X[j],(j,1,n)) <= n*X[i]", ("X[i] <= a", "a <= X[i]")),
    ("Sum(X[j],(j,1,n)) + X[i] - X[i] <= n*a", ("X[i] <= a",)),
    ("Sum(abs(X[j]),(j,1,n)) <= abs(Sum(X[j],(j,1,n)))", ()),
    ("Sum(abs(X[j]),(j,1,n)) <= Sum(X[j],(j,1,n))", ()),
    ("abs(Product(X[j],(j,1,n))) <= 1", ()),
    ("abs(Product(X[j],(j,1,n))) <= a^n", ("X[j] <= a",)),
    ("Sum(abs(X[j]),(j,1,n)) = Sum(X[j],(j,1,n))", ()),
    ("Sum(abs(X[j])^2,(j,1,n)) = 2 Sum(X[j]^2,(j,1,n))", ()),
    ("Sum(abs(X[j])^2,(j,1,n)) = Sum(X[j]^2,(j,2,n))", ()),
    ("Sum(abs(X[j])^2,(j,1,n)) = Sum(X[i]^2,(j,1,n))", ()),
]


@pytest.mark.parametrize(("text", "assumptions"), TRUE, ids=[t for t, _ in TRUE])
def test_a_bound_by_terms(text, assumptions):
    verdict = decide(statement(text, assumptions, FUNCTIONS), FUNCTIONS)
    assert (verdict.verdict, verdict.method) == ("proved", "termwise"), verdict.reason


@pytest.mark.parametrize(("text", "assumptions"), FALSE, ids=[t for t, _ in FALSE])
@pytest.mark.parametrize("index", ["i", "j", "k", "q"])
def test_no_certificate_serves_a_false_bound(text, assumptions, index):
    asked = statement(text, assumptions, FUNCTIONS)
    assert decide(asked, FUNCTIONS).verdict != "proved"
    for true, given in TRUE:
        found = decide(statement(true, given, FUNCTIONS), FUNCTIONS).certificate
        plain = {k: v for k, v in found.items() if k not in ("seal", "statement")}
        assert not recheck(asked, FUNCTIONS, sealed({**plain, "index": index}, asked)).accepted
