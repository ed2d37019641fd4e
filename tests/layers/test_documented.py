"""Each layer's sizes and counts are those of its documentation: proved, for letters."""

from __future__ import annotations

import pytest

from derive.layers import Settings, measure_layer, read_settings
from derive.notation.context import EMPTY
from derive.proofs import decide_statement
from derive.read import read_expression
from derive.records.statement import Statement
from derive.registry.declarations import declare
from tests.layers.shapes import REGISTRY

LAYERS = REGISTRY.ids("layer")
SIZES = [(id_, name) for id_ in LAYERS for name in REGISTRY.layer(id_).documented]


@pytest.mark.parametrize(("id_", "name"), SIZES)
def test_size_is_the_documented_one(id_, name):
    layer = REGISTRY.layer(id_)
    own = declare(EMPTY, layer.letters)
    documented = read_expression(layer.documented[name], own, REGISTRY.functions, syntax="plain").expr
    found = next(w for w in measure_layer(layer, Settings(), REGISTRY).worked if w.name == name)
    for side in found.sides:
        verdict = decide_statement(Statement(side, documented, own), REGISTRY.functions)
        assert verdict, (side, verdict.reason)


@pytest.mark.parametrize("id_", LAYERS)
def test_parameters_are_the_documented_ones(id_):
    layer = REGISTRY.layer(id_)
    own = declare(EMPTY, layer.letters)
    documented = read_expression(layer.counted, own, REGISTRY.functions, syntax="plain").expr
    found = measure_layer(layer, Settings(), REGISTRY).quantity("parameters")
    assert found is not None
    verdict = decide_statement(Statement(found, documented, own), REGISTRY.functions)
    assert verdict, verdict.reason


@pytest.mark.parametrize("id_", LAYERS)
def test_each_layer_says_where_it_is_documented(id_):
    assert REGISTRY.layer(id_).source in REGISTRY.ids("source")


NUMBERS = {
    "conv2d": "input=4x7x9, filters=6, kernel=3x2, stride=2, padding=1, groups=2",
    "pool2d": "input=3x7x9, kernel=3, padding=1",
    "lstm": "inputs=3, hidden=2, steps=4",
    "bottleneck": "channels=8, inside=2, size=4",
}


@pytest.mark.parametrize(("id_", "text"), [(x, "") for x in LAYERS] + list(NUMBERS.items()))
def test_steps_are_equal(id_, text):
    """Every line of the arithmetic equals the one before it."""
    layer = REGISTRY.layer(id_)
    found = measure_layer(layer, read_settings(layer, [text] if text else [], REGISTRY.functions), REGISTRY)
    for worked in (*found.worked, *(q.worked for q in found.quantities)):
        for before, after in zip(worked.sides, worked.sides[1:], strict=False):
            verdict = decide_statement(Statement(before, after, worked.context), REGISTRY.functions)
            assert verdict, (worked.name, verdict.reason)
