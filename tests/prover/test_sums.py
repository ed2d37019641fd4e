"""Sums, products and integers: the verdicts; forged proofs of false statements, which the kernel refuses."""

from __future__ import annotations

import pytest

from derive.engine.certify import sealed
from derive.engine.kernel import recheck
from derive.engine.prepare import prepare
from derive.engine.prove import decide
from derive.engine.refute import Search, point_data
from derive.expressions.build import ONE, num, sym
from derive.registry import load_registry
from tests.prover.statements import statement
from tests.prover.sums import FALSE, OPEN, ROWS

FUNCTIONS = load_registry().functions


@pytest.mark.parametrize(("text", "assumptions", "expected"), ROWS, ids=[r[0] for r in ROWS])
def test_the_verdict_is_right_and_certified(text, assumptions, expected):
    asked = statement(text, assumptions, FUNCTIONS)
    verdict = decide(asked, FUNCTIONS)
    if text in OPEN and verdict.verdict == "undecided":
        return
    assert verdict.verdict == expected, verdict.reason
    assert recheck(asked, FUNCTIONS, verdict.certificate).accepted


@pytest.mark.parametrize(("text", "assumptions"), FALSE, ids=[text for text, _ in FALSE])
def test_no_forged_proof_of_a_false_statement_is_accepted(text, assumptions):
    asked = statement(text, assumptions, FUNCTIONS)
    assert decide(asked, FUNCTIONS).verdict != "proved"
    search = Search(prepare(asked, FUNCTIONS))
    search.run(20)
    assert search.witness is not None
    plain = {
        "factors": [],
        "assumed": [],
        "conditions": [],
        "witness": point_data(search.witness.point, search.needed),
    }
    letter = "p" if "p" in text and "n" not in text.replace("sign", "") else "n"
    forged = [{**plain, "kind": "indexed"}, {**plain, "kind": "field"}]
    forged += [{**plain, "kind": "residues", "moduli": [[sym(letter), m]], "cells": []} for m in (1, 2)]
    for least in (1, 2, 4):
        for q in (ONE, num(0), num(2)):
            step = {"letter": sym("n"), "least": least, "cofactor": q, "base": {}, "step": {}}
            forged.append({**plain, **step, "kind": "induction"})
    for certificate in forged:
        found = recheck(asked, FUNCTIONS, sealed(certificate, asked))
        assert not found.accepted, certificate["kind"]
