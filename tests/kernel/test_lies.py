"""False statements, each with the certificate that once proved it, or would if one check were left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

import derive
from benchmarks.lies import told
from derive.engine.certify import as_data, sealed
from derive.engine.kernel import recheck
from derive.engine.kernel.reduced import premises
from derive.engine.kernel.termwise import of_terms
from derive.engine.kernel.unfold import Reject
from derive.engine.prove import decide
from derive.expressions.build import ONE, ZERO, add, idx, log, neg, num, power, sub, sym
from derive.expressions.expr import Expr, node
from derive.expressions.walk import substitute
from derive.notation.context import EMPTY, Definition, Letter
from derive.read import read_relation
from derive.records.statement import Statement
from derive.registry import load_registry
from tests.prover.statements import context
from tests.prover.statements import statement as plain

FUNCTIONS = load_registry().functions
WITNESS = {
    "x": "2", "y": "1", "n": "2", "m": "1", "i": "1", "k": "1", "X": ["1", "2"], "Y": ["1", "1"],
}  # fmt: skip
x, n = sym("x"), sym("n")
t, u, v = sym("t·"), sym("u·"), sym("v·")
Certificate = dict[str, Any]


def stated(text: str, *assumptions: str) -> Statement:
    return plain(text, assumptions, FUNCTIONS)


def relation(text: str) -> Expr:
    return read_relation(text, context(), FUNCTIONS).expr


def tree(text: str) -> Expr:
    return relation(f"{text} = 0").args[0]


def assert_refused(asked: Statement, *certificates: Certificate) -> None:
    assert decide(asked, FUNCTIONS).verdict != "proved"
    for each in certificates:
        found = recheck(asked, FUNCTIONS, sealed(as_data(each), asked))
        assert not found.accepted, found.guarantee


def values(kind: str = "field", conditions: Iterable[str] = (), **fields: Any) -> Certificate:
    listed = [relation(c) for c in conditions]
    return {"kind": kind, "factors": [], "assumed": [], "conditions": listed, "witness": WITNESS, **fields}


def both(*conditions: str) -> list[Certificate]:
    return [values(kind, conditions) for kind in ("field", "indexed")]


# ---- values --------------------------------------------------------------------------------------------

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


# ---- cells ---------------------------------------------------------------------------------------------


def test_cells_of_something_without_a_value():
    """log x is positive, negative or 0 where x > 0 only."""
    empty = {"kind": "inequality", "factored": []}
    for seams, signs in (("", (1, -1, 0)), ("continuous", (1, -1))):
        cells = [{"signs": [s], "certificate": empty} for s in signs]
        assert_refused(stated("abs(x) <= x"), values("cases", split=[log(x)], seams=seams, cells=cells))


# ---- premises ------------------------------------------------------------------------------------------


def proof_of(premise: Statement) -> Certificate:
    found = decide(premise, FUNCTIONS).certificate or {"kind": "field"}
    return {k: w for k, w in found.items() if k not in ("seal", "statement")}


def by(asked: Statement, rule: str, *conditions: str, **data: Any) -> list[Certificate]:
    """The certificate by a rule with a proof of each premise; none where the rule refuses already."""
    given = as_data({"rule": rule, "conditions": [relation(c) for c in conditions], **data})
    try:
        proofs = [proof_of(each) for each in premises(asked, given)]
    except Reject:
        proofs = [values()]
    return [{"kind": "reduced", **given, "witness": WITNESS | {"n": "1"}, "proofs": proofs}]


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


# ---- limits --------------------------------------------------------------------------------------------


def branches(*parts: Certificate) -> Certificate:
    return {"branches": list(parts)}


def branch(form: Expr, decays: Iterable[Any] = (), signs: Iterable[Any] = ()) -> Certificate:
    return {"form": form, "decays": [list(d) for d in decays], "signs": [list(s) for s in signs]}


def leading(decays: Iterable[Any]) -> Certificate:
    return {"rule": "leading", **branch(t, decays)}


MINUS = num(-1)
LIMITS = [
    ("limit(sign(1/x), x, oo) = 0", (), branches(branch(node("sign", u), [(u, -1, ZERO)]))),
    ("limit(floor(-1/x), x, oo) = 0", (), branches(branch(node("floor", neg(u)), [(u, -1, ZERO)]))),
    ("limit(exp(-x)^(1/x), x, oo) = 1", (), branches(branch(power(u, v), [(u, 0, ONE), (v, -1, ZERO)]))),
    ("limit(exp(-x)^(1/x), x, oo) = 1", (), {"step": {"rule": "parts", "outer": power(u, v), "parts": [
        ["u·", tree("exp(-x)"), leading([(t, 0, ONE)])], ["v·", tree("1/x"), leading([(t, -1, ZERO)])]]}}),
    ("limit(sqrt(x-1)^2, x, 0) = -1", (), branches(branch(sub(x, ONE)))),
    ("limit(abs(x-5), x, 0) = -5", ("x > 5",), branches(branch(sub(x, num(5))))),
    ("limit(abs(x-5), x, 0) = -5", ("x > 5",), {"step": {
        "rule": "taylor", "order": 0, "above": sub(x, num(5)), "below": ONE}}),
    ("limit(abs(x-5), x, 0) = -5", ("x^2*(x-5) > 0",), branches(branch(sub(x, num(5))))),
    ("limit(x^n/abs(x)^n, x, 0) = 1", (), {"step": {
        "rule": "taylor", "order": 0, "above": ONE, "below": ONE}}),
    ("limit(x^n/abs(x)^n, x, 0) = 1", (), branches(branch(ONE))),
    ("limit(abs(x)/x, x, 0) = sign(x)", (), branches(
        branch(ONE, (), [(x, 1)]), branch(MINUS, (), [(x, -1)]))),
    ("limit(abs(x)/x, x, 0) = 1", (), branches(branch(ONE))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "assumptions", "entry"), LIMITS, ids=[f"{s} {a}" for s, a, _ in LIMITS])
def test_limits(text, assumptions, entry):
    asked = stated(text, *assumptions)
    for conditions in ((), ("x != 0",)):
        certificate = values("field", conditions, limits=[entry], witness={"x": "6", "n": "1"})
        assert_refused(asked, certificate)


# ---- what is no proof, letters that are taken ----------------------------------------------------------


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


# ---- points --------------------------------------------------------------------------------------------

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
