"""Genuine certificates are accepted; a false statement has none; a changed field proves nothing false."""

from __future__ import annotations

import copy

import pytest

from derive.engine.kernel import recheck
from derive.expressions import build as b
from derive.expressions.data import seal, to_data
from tests.kernel.statements import CONDITIONAL, FALSE, FUNCTIONS, PROVED, REFUTED, decided, x

GENUINE = {**PROVED, **REFUTED, **CONDITIONAL}
WORDS = {
    **dict.fromkeys(PROVED, "proved"),
    **dict.fromkeys(REFUTED, "refuted"),
    **dict.fromkeys(CONDITIONAL, "conditional"),
}
POINTS = [{"x": v} for v in ("0", "1", "-1", "1/2", "-2")]


def bare(statement):
    verdict = decided(statement)
    assert verdict.certificate is not None, verdict.reason
    return {key: v for key, v in verdict.certificate.items() if key not in ("seal", "statement")}


def result(statement, certificate):
    return recheck(statement, FUNCTIONS, seal(certificate, statement))


@pytest.mark.parametrize("name", GENUINE)
def test_a_genuine_certificate_is_accepted(name):
    verdict = decided(GENUINE[name])
    assert verdict.verdict == WORDS[name], verdict.reason
    found = recheck(GENUINE[name], FUNCTIONS, verdict.certificate)
    assert found.accepted, found.reason


@pytest.mark.parametrize("name", GENUINE)
def test_a_certificate_is_for_one_statement(name):
    certificate = decided(GENUINE[name]).certificate
    other = PROVED["trigonometry" if name != "trigonometry" else "field"]
    assert not recheck(other, FUNCTIONS, certificate).accepted
    assert not recheck(GENUINE[name], FUNCTIONS, {**certificate, "kind": "field "}).accepted


def forged(kind="field", **fields):
    return {"kind": kind, "factors": [], "assumed": [], "conditions": [], "witness": {"x": "2"}, **fields}


@pytest.mark.parametrize("name", FALSE)
@pytest.mark.parametrize("kind", ["field", "indexed", "cases"])
def test_no_forged_proof_of_a_false_statement(name, kind):
    statement = FALSE[name]
    witness = {"x": "2", "n": "2", "i": "1", "X": ["1", "0"]}
    for conditions in ([], [to_data(b.rel("ne", x, b.ZERO))], [to_data(b.rel("ge", x, b.ZERO))]):
        extra = {"split": [to_data(x)], "seams": "continuous", "cells": []} if kind == "cases" else {}
        found = result(statement, forged(kind, witness=witness, conditions=conditions, **extra))
        assert not found.accepted, (name, conditions, found)


def test_conditions_are_exactly_those_of_the_sides():
    statement = PROVED["condition"]
    good = bare(statement)
    assert result(statement, good).accepted
    assert not result(statement, {**good, "conditions": []}).accepted
    assert not result(statement, {**good, "conditions": [to_data(b.rel("gt", x, b.ZERO))]}).accepted
    more = [*good["conditions"], to_data(b.rel("gt", b.sub(x, b.ONE), b.ZERO))]
    assert not result(statement, {**good, "conditions": more}).accepted


@pytest.mark.parametrize("value", ["0", "-1", "one", ["1"], None])
def test_a_witness_is_a_point_of_the_domain(value):
    statement = PROVED["logarithm"]
    good = bare(statement)
    assert not result(statement, {**good, "witness": {**good["witness"], "x": value}}).accepted
    assert not result(statement, {**good, "witness": {}}).accepted


def test_a_wrong_cofactor_proves_nothing():
    statement = PROVED["sum-of-labels"]
    good = bare(statement)
    assert good["assumed"]
    assert not result(statement, {**good, "assumed": []}).accepted
    ((place, cofactor),) = good["assumed"]
    assert not result(statement, {**good, "assumed": [[place + 1, cofactor]]}).accepted
    assert not result(statement, {**good, "assumed": [[place, ["mul", ["num", "2"], cofactor]]]}).accepted


def test_a_point_must_lie_in_the_domain_and_tell_the_sides_apart():
    statement = REFUTED["point"]
    good = bare(statement)
    assert not result(statement, {**good, "values": {"x": "0", "y": "3"}}).accepted
    assert not result(statement, {**good, "values": {"x": "1"}}).accepted
    outside = PROVED["logarithm"]
    assert not result(outside, {"kind": "point", "values": {"x": "-1", "y": "-1"}, "bits": 64}).accepted


def test_a_condition_must_be_needed_and_sufficient():
    statement = CONDITIONAL["conditional"]
    good = bare(statement)
    assert not result(statement, {**good, "holds_if": []}).accepted
    assert not result(statement, {**good, "holds_if": [to_data(b.rel("lt", x, b.ZERO))]}).accepted
    assert not result(
        statement, {**good, "refutation": {"kind": "point", "values": {"x": "1"}, "bits": 64}}
    ).accepted


def test_an_inequality_needs_factors_of_known_sign():
    statement = PROVED["square"]
    good = bare(statement)
    assert not result(statement, {**good, "factored": []}).accepted
    for place, (factor, exponent) in enumerate(good["factored"]):
        for other in (
            [factor, exponent + 1],
            [["neg", factor], exponent],
            [["mul", ["num", "3"], factor], exponent],
        ):
            changed = [*good["factored"][:place], other, *good["factored"][place + 1 :]]
            found = result(statement, {**good, "factored": changed})
            assert not found.accepted or (other == [["neg", factor], exponent] and exponent % 2 == 0)


def changes(value):
    """The value with one thing in it changed, in every way that is tried."""
    if isinstance(value, dict):
        for key in value:
            yield {other: v for other, v in value.items() if other != key}
            for new in changes(value[key]):
                yield {**value, key: new}
    elif isinstance(value, list):
        for place in range(len(value)):
            yield value[:place] + value[place + 1 :]
            for new in changes(value[place]):
                yield [*value[:place], new, *value[place + 1 :]]
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, -value, 0)
    elif isinstance(value, str):
        yield from ("", "0", "1", "-1", "x", "neg", "add", "lt", "ge", "sym")


@pytest.mark.parametrize("name", GENUINE)
def test_a_changed_field_is_refused_or_harmless(name):
    """Whatever is changed and sealed again: nothing is raised, and the kind of verdict stays the same."""
    statement, good = GENUINE[name], bare(GENUINE[name])
    tried = 0
    for key in good:
        for step, new in enumerate(changes(good[key])):
            if step % max(1, len(str(good[key])) // 60):
                continue
            tried += 1
            found = result(statement, {**copy.deepcopy(good), key: new})
            if key in ("kind",):
                assert not found.accepted, (key, new)
            elif found.accepted and name in REFUTED:
                assert "refuted" in found.guarantee or "domains" in found.guarantee
    assert tried
