"""Proofs by other statements: false statements are refused whatever premises are proved."""

from __future__ import annotations

from itertools import product

import pytest

from derive.engine.budget import Budget
from derive.engine.certify import as_data, sealed
from derive.engine.differentiate import differentiate
from derive.engine.kernel import recheck
from derive.engine.kernel.reduced import premises, sides
from derive.engine.kernel.unfold import Reject
from derive.engine.obligations import remaining_conditions
from derive.engine.prepare import prepare
from derive.engine.prove import decide
from derive.engine.refute import Search, point_data
from derive.errors import DeriveError
from derive.expressions.build import MINUS_ONE, ONE, ZERO, div, mul, neg, num, power, sub, sym
from derive.expressions.data import statement_digest
from derive.expressions.expr import node
from derive.registry import load_registry
from tests.prover.statements import statement

FUNCTIONS = load_registry().functions
TRUE = [
    ("exp(x) >= 1+x", (), "slope"),
    ("log(x) <= x-1", (), "slope"),
    ("cosh(x) >= 1+x^2/2", (), "slope"),
    ("sin(x) < x", ("x > 0",), "slope"),
    ("softplus(x) > x", (), "image"),
    ("sqrt(x*y) <= (x+y)/2", ("x >= 0", "y >= 0"), "squares"),
    ("abs(erf(x)) < 1", (), "letters"),
    ("floor(x)+floor(y) <= floor(x+y)", (), "letters"),
    ("abs(u*c + (1-u)*v) <= 1", ("u > 0", "u < 1", "abs(c) <= 1", "abs(v) <= 1"), "each"),
    ("log(cosh(x)) <= abs(x)", (), "split"),
    ("2^n > n", (), "induct"),
    ("2^n >= n^2", ("n >= 4",), "induct"),
    ("(1+x)^n >= 1+n*x", ("x >= -1",), "induct"),
    ("Sum(1/j^2, (j,1,n)) <= 2-1/n", (), "induct"),
    ("x*tanh(x) >= 0", (), "split"),
    ("(1-x)^n <= exp(-n*x)", ("x > 0", "x < 1"), "scaled"),
    ("abs(tanh(x)-tanh(y)) <= abs(x-y)", (), "split"),
    ("gelu(x) <= max(x, 0)", (), "same"),
]
FALSE = [
    ("exp(x) > 1+x", ()),
    ("tanh(x) <= x", ()),
    ("x^3 >= 0", ()),
    ("-1/x >= -1", ("x >= -1",)),
    ("-1/x >= -1", ("x != 0",)),
    ("-1/x >= -1/2", ("abs(x) >= 1",)),
    ("sqrt(x^2) - x/2 >= x/2 + 1", ()),
    ("sign(x) >= -1/2", ()),
    ("heaviside(x) + x >= 0", ()),
    ("floor(x) >= x - 1/2", ()),
    ("tan(x) >= x", ()),
    ("atan(1/x) >= atan(x)", ("x <= 1",)),
    ("max(x, -x) <= abs(x) - iverson(x = 0)", ()),
    ("abs(x) <= x", ()),
    ("log(x^2) >= 0", ()),
    ("x*y >= 0", ("x > y",)),
    ("n^2 < 2^n", ()),
    ("n <= 3", ()),
    ("n^2 <= 2^n", ("n >= 2",)),
    ("(1+x)^n >= 1+n*x", ()),
    ("(1+x)^n > 1+n*x", ("x >= -1",)),
    ("1/(7/2-n) >= -1", ()),
    ("Sum(1/j^2, (j,1,n)) <= 2-2/n", ()),
    ("Sum(X[j], (j,1,n)) >= 0", ()),
    ("Sum(X[j] + abs(X[j]), (j,1,n)) >= Sum(abs(X[j]), (j,1,n))", ()),
    ("Sum(abs(X[j])^3 - X[j]^3, (j,1,n)) <= 0", ()),
    ("Sum(abs(X[j]), (j,1,n)) <= Sum(X[j]^2, (j,1,n))", ()),
    ("Sum(abs(X[j]), (j,1,n)) >= 1", ("Sum(X[j], (j,1,n)) = 0",)),
    ("x*tanh(x) > 0", ()),
    ("sin(x) < x", ("x >= 0",)),
    ("erf(x) > erf(x)", ()),
    ("sqrt((x-1)^2) + x > 1", ("x > 0",)),
    ("((x-1)^2)^(3/2) + (x-1)^3 > 0", ("x > 0",)),
]


def bare(certificate):
    return {k: v for k, v in certificate.items() if k not in ("seal", "statement")}


@pytest.mark.parametrize(("text", "assumptions", "rule"), TRUE, ids=[t for t, _, _ in TRUE])
def test_a_proof_by_other_statements(text, assumptions, rule):
    asked = statement(text, assumptions, FUNCTIONS)
    verdict = decide(asked, FUNCTIONS)
    assert (verdict.verdict, verdict.method) == ("proved", "reduced"), verdict.reason
    assert rule in str(verdict.certificate)
    assert recheck(asked, FUNCTIONS, verdict.certificate).accepted


def proposals(asked):
    """Every rule, with data that fit the statement and with data that leave something out."""
    x, n = sym("x"), sym("n")
    yield from ({"rule": rule} for rule in ("each", "image", "squares", "equal"))
    for q in (ZERO, ONE, num(2), MINUS_ONE, sub(n, ONE), sub(n, num(3)), x):
        yield {"rule": "induct", "letter": n, "factor": q}
    yield from ({"rule": "split", "on": f} for f in (x, sub(x, ONE), sub(sym("y"), x)))
    small, _big, _ = sides(asked)
    prepared = prepare(asked, FUNCTIONS)
    a, b = (prepared.left, prepared.right) if small is asked.left else (prepared.right, prepared.left)
    yield {"rule": "same", "left": prepared.left, "right": prepared.right}
    yield {"rule": "same", "left": ZERO, "right": ZERO}
    yield {"rule": "magnitudes", "array": "X", "name": "|X|"}
    gap = sub(b, a)
    for low, high, factor in (
        (ZERO, gap, ONE),
        (ZERO, ONE, gap),
        (ZERO, neg(gap), MINUS_ONE),
        (ZERO, mul(x, gap), div(ONE, x)),
        (ZERO, mul(x, gap), div(x, power(x, num(2)))),
        (ZERO, power(gap, num(2)), div(ONE, gap)),
        (a, b, ZERO),
    ):
        yield {"rule": "scaled", "small": low, "big": high, "factor": factor}
    for middle in (ZERO, ONE, a, b, div(ONE, x), node("log", x), sym("t")):
        yield {"rule": "between", "middle": middle}
    try:
        rate = differentiate(sub(b, a), x, FUNCTIONS)
    except DeriveError:
        return
    places = product((ZERO, ONE, MINUS_ONE), (["right"], ["left"], ["right", "left"], []), (False, True))
    for at, beside, strictly in places:
        for slope, moving in (
            (rate, {}),
            (rate, {"right": "1", "left": "-1"}),
            (rate, {"right": "2", "left": "-2"}),
            (ZERO, {}),
        ):
            yield {
                "rule": "slope", "letter": x, "gap": sub(b, a), "derivative": slope, "at": at,
                "beside": beside, "strictly": strictly, "moving": moving,
            }  # fmt: skip


@pytest.mark.parametrize(("text", "assumptions"), FALSE, ids=[f"{t} {a}" for t, a in FALSE])
def test_no_rule_proves_what_is_false(text, assumptions):
    asked = statement(text, assumptions, FUNCTIONS)
    assert decide(asked, FUNCTIONS).verdict != "proved"
    prepared = prepare(asked, FUNCTIONS)
    search = Search(prepared)
    search.run(20)
    assert search.witness is not None
    conditions = list(remaining_conditions(prepared))
    common = {"conditions": conditions, "witness": point_data(search.witness.point, search.needed)}
    known: dict[str, object] = {}
    for proposal in proposals(asked):
        data = as_data(proposal)
        try:
            found = premises(asked, data)
        except (Reject, DeriveError, StopIteration):
            continue
        proofs = []
        for each in found:
            name = statement_digest(each)
            if name not in known:
                known[name] = proof_of(each)
            proofs.append(known[name])
        forged = sealed({"kind": "reduced", **data, **common, "proofs": proofs}, asked)
        assert not recheck(asked, FUNCTIONS, forged).accepted, proposal


def proof_of(premise):
    """A certificate for the premise: its proof, else whatever was found about it."""
    try:
        verdict = decide(premise, FUNCTIONS, Budget(more_points=40, conditional=False, cells=8, depth=1))
    except DeriveError:
        return {"kind": "field"}
    return bare(verdict.certificate or {"kind": "field"})


def test_a_refutation_of_a_premise_is_no_proof_of_it():
    asked = statement("abs(x) <= x", (), FUNCTIONS)
    data = {"rule": "each"}
    proofs = [bare(decide(each, FUNCTIONS).certificate) for each in premises(asked, data)]
    assert [p["kind"] for p in proofs] != ["inequality", "inequality"]
    forged = {"kind": "reduced", **data, "conditions": [], "witness": {"x": "1"}, "proofs": proofs}
    assert not recheck(asked, FUNCTIONS, sealed(forged, asked)).accepted
