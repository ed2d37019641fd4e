"""Choices between real numbers inside sums: what holds for every sign, and what fails for one."""

from __future__ import annotations

import pytest

from derive.engine.certify import as_data, sealed
from derive.engine.kernel import recheck
from derive.engine.prove import decide
from derive.read import read_relation
from derive.registry import load_registry
from tests.prover.statements import context, statement

FUNCTIONS = load_registry().functions
Z = "Sum(F[i,j]*X[j],(j,1,n))"
TRUE = [
    ("Sum(where(X[j] > 0, X[j], 0),(j,1,n)) = Sum(max(X[j],0),(j,1,n))", ()),
    ("Sum(iverson(X[j] > 0) + iverson(X[j] <= 0),(j,1,n)) = n", ()),
    ("Sum(iverson(X[j] = Y[j]) + iverson(X[j] != Y[j]),(j,1,n)) = n", ()),
    ("Sum(Sum(abs(X[i]-X[j]),(i,1,n)),(j,1,n)) = 2*Sum(Sum(max(X[i]-X[j],0),(i,1,n)),(j,1,n))", ()),
    ("Sum(max(X[j],Y[j])*Y[j],(j,1,n)) = Sum((X[j]+Y[j]+abs(X[j]-Y[j]))*Y[j]/2,(j,1,n))", ()),
    ("Sum(heaviside(X[j]),(j,1,n)) = Sum(iverson(X[j] > 0),(j,1,n))", ("X[j] != 0",)),
    ("Sum(max(X[j],Y[j],a),(j,1,n)) = -Sum(min(-X[j],-Y[j],-a),(j,1,n))", ()),
    (f"D(Sum(Y[i]*relu({Z}),(i,1,n)),X[k]) = Sum(Y[i]*F[i,k]*iverson({Z} > 0),(i,1,n))", ()),
    (f"D(Sum(max(0,1-Y[i]*{Z}),(i,1,n)),X[k]) = -Sum(Y[i]*F[i,k]*iverson(Y[i]*{Z} <= 1),(i,1,n))", ()),
    (f"D(Sum(abs(Y[i]-{Z}),(i,1,n)),X[k]) = Sum(F[i,k]*sign({Z}-Y[i]),(i,1,n))", ()),
    ("D(Sum(max(sigma(X[i]),c)*cos(X[i]),(i,1,n)),c) = Sum(iverson(c > sigma(X[i]))*cos(X[i]),(i,1,n))", ()),
]
FALSE = [
    ("Sum(heaviside(X[j]),(j,1,n)) = Sum(iverson(X[j] > 0),(j,1,n))", (), ()),
    ("Sum(heaviside(X[j]),(j,1,n)) = Sum(iverson(X[j] > 0),(j,1,n))", ("Y[j] != 0",), ()),
    ("Sum(heaviside(X[j]),(j,1,n)) + X[i] = Sum(iverson(X[j] > 0),(j,1,n)) + X[i]", ("X[i] != 0",), ()),
    (
        "Sum(heaviside(X[j]),(j,1,n)) + Sum(1/X[j],(j,2,n))"
        " = Sum(iverson(X[j] > 0),(j,1,n)) + Sum(1/X[j],(j,2,n))",
        (),
        ("X[j] != 0",),
    ),
    ("Sum(iverson(X[j] > 0),(j,1,n)) = Sum(iverson(X[j] >= 0),(j,1,n))", (), ()),
    ("Sum(iverson(X[j] > 0) + iverson(X[j] < 0),(j,1,n)) = n", (), ()),
    ("Sum(sign(X[j])^2,(j,1,n)) = n", (), ()),
    ("Sum(sign(X[j]),(j,1,n))^2 = n^2", ("X[j] != 0",), ()),
    ("Sum(iverson(X[j] > 0)*iverson(Y[j] > 0),(j,1,n)) = Sum(iverson(X[j]*Y[j] > 0),(j,1,n))", (), ()),
    ("Sum(max(X[j],Y[j]),(j,1,n)) = Sum(max(X[j],Y[n+1-j]),(j,1,n))", (), ()),
    ("Sum(abs(X[j]-X[n+1-j]),(j,1,n)) = 0", (), ()),
    ("Sum(abs(X[j])*sign(Y[j]),(j,1,n)) = Sum(X[j]*sign(X[j]+Y[j]),(j,1,n))", (), ()),
    (f"D(Sum(Y[i]*relu({Z}),(i,1,n)),X[k]) = Sum(Y[i]*F[i,k]*iverson({Z} < 0),(i,1,n))", (), ()),
    (f"D(Sum(max(0,1-Y[i]*{Z}),(i,1,n)),X[k]) = -Sum(Y[i]*F[i,k]*iverson(Y[i]*{Z} > 1),(i,1,n))", (), ()),
    (f"D(Sum(abs(Y[i]-{Z}),(i,1,n)),X[k]) = Sum(F[i,k]*sign(Y[i]-{Z}),(i,1,n))", (), ()),
]


@pytest.mark.parametrize(("text", "assumptions"), TRUE, ids=[t for t, _ in TRUE])
def test_choices_that_come_to_the_same(text, assumptions):
    asked = statement(text, assumptions, FUNCTIONS)
    verdict = decide(asked, FUNCTIONS)
    assert verdict.verdict == "proved", verdict.reason
    assert recheck(asked, FUNCTIONS, verdict.certificate).accepted


@pytest.mark.parametrize(("text", "assumptions", "listed"), FALSE, ids=[f"{t} {a}" for t, a, _ in FALSE])
def test_choices_that_differ_somewhere(text, assumptions, listed):
    asked = statement(text, assumptions, FUNCTIONS)
    verdict = decide(asked, FUNCTIONS)
    assert verdict.verdict != "proved"
    witness = {
        "n": "2",
        "i": "1",
        "k": "1",
        "c": "1",
        "X": ["1", "2"],
        "Y": ["3", "5"],
        "F": [["1", "2"]] * 2,
    }
    given = [read_relation(c, context(), FUNCTIONS).expr for c in listed]
    for conditions in ([], given, list(verdict.conditions)):
        certificate = {
            "kind": "indexed", "factors": [], "assumed": [], "conditions": conditions, "witness": witness,
        }  # fmt: skip
        assert not recheck(asked, FUNCTIONS, sealed(as_data(certificate), asked)).accepted
