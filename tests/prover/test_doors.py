"""Statements through the public door: domains that are not known in full, sizes of identities."""

from __future__ import annotations

import pytest

import derive

# True, or false, at points where the function has a value that is not known here.
BEYOND = [
    ("besselj(0, -x)", "besselj(0, x)"),
    ("besselj(1, -x)", "-besselj(1, x)"),
    ("digamma(-x)", "digamma(x) + 1/x + pi*cot(pi*x)"),
    ("gamma(x)*gamma(-x)", "-pi/(x*sin(pi*x))"),
    ("gamma(-x)", "gamma(x)"),
    ("binomial(n, n+1)", "0"),
]


@pytest.mark.parametrize(("left", "right"), BEYOND)
def test_where_a_function_is_not_known_nothing_is_said(left, right):
    assert derive.equal(left, right).verdict == "undecided"


def test_a_proof_says_what_it_leaves_out():
    found = derive.equal("sqrt(x^2)*besselj(0, x)", "x*besselj(0, x)")
    assert found.verdict == "proved"
    assert "outside these conditions" in str(found)


def test_domains_that_do_not_meet_refute_where_they_are_whole():
    assert derive.equal("log(x)", "log(-x)").verdict == "refuted"


@pytest.mark.parametrize(
    ("left", "right", "word"), [("tr(eye(n))", "n", "proved"), ("tr(eye(n))", "2*n", "refuted")]
)
def test_the_size_of_an_identity(left, right, word):
    assert derive.equal(left, right).verdict == word
