"""Proofs with gates kept as letters: genuine ones are accepted, forged ones refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derive.engine.certify import sealed
from derive.engine.kernel import recheck
from derive.engine.prove import decide
from derive.expressions import build as b
from derive.expressions.data import to_data
from derive.notation.context import Definition
from derive.registry import load_registry

REGISTRY = load_registry()
FUNCTIONS = REGISTRY.functions
CLAIMS = ("batch-norm.grad-input", "layer-norm.deviation-by-input", "gru.adjoint", "lstm.adjoint-cell")
S = b.entry(b.sym("s"), b.idx("q"))


def statement(name: str):
    return REGISTRY.claim(name).links[-1].statement


def resealed(certificate, asked, **changes):
    plain = {k: v for k, v in certificate.items() if k not in ("seal", "statement")}
    return sealed({**plain, **changes}, asked)


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_is_proved_through_its_gates(name):
    asked = statement(name)
    verdict = decide(asked, FUNCTIONS)
    assert (verdict.verdict, verdict.method) == ("proved", "stages"), verdict.reason
    assert recheck(asked, FUNCTIONS, verdict.certificate).accepted


@pytest.mark.parametrize("name", CLAIMS)
@pytest.mark.parametrize("change", [lambda e: b.mul(b.TWO, e), b.neg, lambda e: b.add(e, b.ONE)])
def test_no_certificate_serves_a_false_statement(name, change):
    verdict = decide(statement(name), FUNCTIONS)
    asked = replace(statement(name), right=change(statement(name).right))
    assert not recheck(asked, FUNCTIONS, resealed(verdict.certificate, asked)).accepted
    assert decide(asked, FUNCTIONS).verdict == "refuted"


@pytest.mark.parametrize("relation", [b.rel("lt", S, b.ZERO), b.rel("gt", S, b.ONE), b.eq(S, b.ONE)])
def test_what_is_known_of_a_gate_is_shown(relation):
    asked = statement("batch-norm.grad-input")
    certificate = decide(asked, FUNCTIONS).certificate
    assert not recheck(asked, FUNCTIONS, resealed(certificate, asked, known=[to_data(relation)])).accepted


def test_a_gate_that_may_vanish_needs_what_is_known_of_it():
    asked = statement("batch-norm.grad-input")
    certificate = decide(asked, FUNCTIONS).certificate
    assert not recheck(asked, FUNCTIONS, resealed(certificate, asked, known=[])).accepted


@pytest.mark.parametrize("kept", [["h"], ["m", "s"], ["N"], ["x"], []])
def test_other_letters_kept_prove_nothing_false(kept):
    """Some of these suffice for the true statement, none for the false one."""
    genuine = decide(statement("batch-norm.grad-input"), FUNCTIONS).certificate
    asked = replace(statement("batch-norm.grad-input"), right=b.ZERO)
    assert not recheck(asked, FUNCTIONS, resealed(genuine, asked, kept=kept)).accepted


def test_an_integer_is_not_kept():
    """n = ⌊x⌋ may be 0; a letter for a size is not."""
    context = statement("batch-norm.grad-input").context
    context = context.with_definitions(Definition(b.sym("N"), b.num(3)))
    asked = replace(statement("batch-norm.grad-input"), context=context)
    genuine = decide(statement("batch-norm.grad-input"), FUNCTIONS).certificate
    assert not recheck(asked, FUNCTIONS, resealed(genuine, asked, kept=["N", "s"])).accepted
