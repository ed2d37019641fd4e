"""What is no proof, letters that are taken, and points at which what is assumed does not hold."""

from __future__ import annotations

import pytest

import derive
from benchmarks.lies import told
from derive.engine.certify import as_data, sealed
from derive.engine.kernel import recheck
from derive.expressions.build import add, idx, log, neg, sub, sym
from derive.expressions.expr import node
from derive.expressions.walk import substitute
from derive.notation.context import EMPTY, Letter
from derive.records.statement import Statement
from tests.kernel.lies import FUNCTIONS, Certificate, assert_refused, n, relation, stated, values, x
from tests.prover.statements import context


def test_disjoint_domains_prove_no_equation():
    """Nothing holds of log x for x < 0; log(x) + i = log(−x) + i has no equal real parts."""
    apart = {"kind": "disjoint", "combination": [[relation("x > 0"), 1], [relation("-x > 0"), 1]]}
    point = {"kind": "point", "values": {"x": "2"}, "bits": 64}
    under = {"kind": "conditional", "holds_if": [relation("x < 0")], "refutation": point, "proof": apart}
    assert_refused(stated("log(x) = 2*log(x)"), under)
    unit = node("const", value="i")
    asked = Statement(add(log(x), unit), add(log(neg(x)), unit), context())
    assert_refused(asked, apart, {"kind": "complex", "parts": [apart, values()]})


def test_the_kernel_s_own_root():
    """√x = r = √y for the letter r that the signs of roots are found with."""
    root, y = sym("·root"), sym("y")
    a, b = (node("sqrt", e) for e in (x, y))
    nested: Certificate = {"kind": "inequality", "factored": [[sub(y, x), 1]]}
    for f in (sub(root, b), sub(b, root), sub(root, a), sub(a, root)):
        cells = [{"signs": [1], "certificate": nested}]
        nested = {"kind": "cases", "split": [f], "seams": "continuous", "cells": cells}
    witness = {"x": "1", "y": "2", "·root": "1"}
    assert_refused(stated("x <= y", "x >= 0", "y >= 0"), values(**{**nested, "witness": witness}))


def test_a_quotient_that_is_a_letter_already():
    q = sym("q·n")
    asked = Statement(n, q, context().with_letters(Letter("q·n", "integer")))
    assert_refused(asked, values("residues", moduli=[[n, 1]], cells=[{}], witness={"n": "2", "q·n": "2"}))


def test_residues_with_sums():
    for text in (
        "(-1)^(p^2+p)*Sum(log(X[j]),(j,1,n)) = Sum(log(X[j]),(j,1,n))",
        "(-1)^(p^2+p)*Sum(1,(j,5,n)) = n-4",
    ):
        witness = {"n": "6", "p": "2", "X": ["1", "2", "1", "1", "1", "1"]}
        assert_refused(stated(text), values("residues", moduli=[[sym("p"), 2]], cells=[{}], witness=witness))


def test_a_term_that_is_a_letter_already():
    """Σ X_j·c = Σ X_j X_j for the letter c that X_j would get."""
    asked = stated("Sum(X[j]*y,(j,1,n)) = Sum(X[j]*X[j],(j,1,n))")
    put = {sym("y"): sym("X·0")}
    asked = Statement(substitute(asked.left, put), asked.right, asked.context)
    term = values(witness={"X·0": "1"})
    witness = {"n": "1", "X": ["1"], "X·0": "1"}
    assert_refused(
        asked, {"kind": "termwise", "index": "u", "term": term, "conditions": [], "witness": witness}
    )


def test_a_place_between_places():
    i = idx("i")
    asked = Statement(node("floor", i), i, EMPTY)
    found = recheck(asked, FUNCTIONS, sealed({"kind": "point", "values": {"i": "1/2"}, "bits": 64}, asked))
    assert not found.accepted


def test_random_half_truths():
    seed = 8
    tally = told(150, seed, FUNCTIONS)
    assert tally.counts["false"] > 50
    assert not tally.accepted, (seed, tally.accepted[0])


OPEN = [
    ("Sum(X[i],(i,1,n)) >= 0", {"j": "1", "X": ["1", "-5"]}),
    ("abs(X[1]) = X[1]", {"j": "2", "X": ["-1", "5"]}),
    ("Sum(abs(X[i]),(i,1,n)) = Sum(X[i],(i,1,n))", {"j": "1", "X": ["1", "-5"]}),
    ("X[k] = abs(X[k])", {"j": "1", "k": "2", "X": ["1", "-5"]}),
]


@pytest.mark.parametrize(("text", "at"), OPEN)
def test_an_open_index_has_every_place(text, at):
    """X_j > 0 is assumed for all j, whatever a point says of j."""
    point = {"kind": "point", "bits": 64, "values": {"n": "2", **at}}
    found = recheck(stated(text, "X[j] > 0"), FUNCTIONS, sealed(point, stated(text, "X[j] > 0")))
    assert not found.accepted


def test_a_witness_at_which_an_open_index_has_one_place():
    asked = stated("Sum(X[i],(i,1,n)) = Sum(X[i],(i,1,n))", "X[j] > 0", "Sum(X[i],(i,1,n)) < 0")
    witness = {"n": "2", "j": "1", "X": ["1", "-5"]}
    certificate = as_data({**values("indexed"), "witness": witness})
    found = recheck(asked, FUNCTIONS, sealed(certificate, asked))
    assert not found.accepted


def test_the_slope_of_a_binomial_sum_at_minus_one():
    """d/dx Σ C(n, k) x^k is 1 at x = −1 for n = 1."""
    sides = ("D(Sum(binomial(n,k)*x^k,(k,0,n)),x)", "where(x = -1, 0, n*(1+x)^(n-1))")
    assert derive.equal(*sides, shapes={"n": "size"}).verdict == "refuted"
