"""Every road of the prover, on statements whose truth is known; each verdict confirmed by the kernel."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from derive.engine.kernel import recheck
from derive.engine.prove import decide
from derive.errors import VacuousAssumptions
from derive.expressions.walk import alpha
from derive.read import read_relation
from derive.registry import load_registry
from tests.prover.statements import OPEN, ROWS, context, statement

FUNCTIONS = load_registry().functions


@pytest.mark.parametrize(("text", "assumptions", "expected", "holds_if"), ROWS, ids=[r[0] for r in ROWS])
def test_the_verdict_is_right_and_certified(text, assumptions, expected, holds_if):
    asked = statement(text, assumptions, FUNCTIONS)
    verdict = decide(asked, FUNCTIONS)
    less = {"proved": "undecided", "conditional": "refuted"}.get(expected)
    if text in OPEN and verdict.verdict == less:
        return
    assert verdict.verdict == expected, verdict.reason
    assert recheck(asked, FUNCTIONS, verdict.certificate).accepted
    assert (verdict.counterexample is not None) == (expected in ("refuted", "conditional")) or (
        verdict.method == "domains"
    )
    if holds_if:
        condition = read_relation(holds_if, context(), FUNCTIONS).expr
        assert [alpha(c) for c in verdict.holds_if] == [alpha(condition)]


@pytest.mark.parametrize("assumptions", [("x > 0", "x < 0"), ("x > 1", "x = 0"), ("1 = 0",)])
def test_assumptions_that_no_point_satisfies_are_an_error(assumptions):
    with pytest.raises(VacuousAssumptions):
        decide(statement("x = x", assumptions, FUNCTIONS), FUNCTIONS)


SCRIPT = """
import json, sys
from derive.engine.prove import decide
from derive.registry import load_registry
from tests.prover.statements import ROWS, statement
functions = load_registry().functions
out = []
for text, assumptions, *_ in ROWS:
    v = decide(statement(text, assumptions, functions), functions)
    point = v.counterexample and [dict(v.counterexample.point), v.counterexample.left, v.counterexample.right]
    out.append([text, v.verdict, v.reason, [repr(c) for c in v.conditions], point, v.method, v.explanation])
print(json.dumps(out))
"""


def verdicts_under(seed: str) -> list[object]:
    """The verdicts, with their texts and points, in a process with this hash seed."""
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[object] = json.loads(run.stdout)
    return found


def test_the_verdicts_do_not_depend_on_the_hash_seed():
    first, second = (verdicts_under(seed) for seed in ("1", "4242"))
    for a, b in zip(first, second, strict=True):
        assert a == b
