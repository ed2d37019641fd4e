"""The graph of a model, the pattern of a matrix, the gradient over time, against the equations."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from math import log10

import pytest

from derive.expressions.build import deriv, entry, idx, sym
from derive.pictures.layered import layers_of, ordered, with_stations
from derive.pictures.of_graph import graph_picture, grouped, on_the_way, uses
from derive.pictures.of_matrix import sparsity_picture
from derive.pictures.of_time import time_picture
from derive.records.step import Derivation
from derive.registry import load_registry

REGISTRY = load_registry()


def by_letter(model, target, letter, *places):
    context = REGISTRY.model(model).context
    start = deriv(target, entry(sym(letter), *map(idx, places)))
    return Derivation(start, (), start, context)


def words(svg):
    return [e.text for e in ElementTree.fromstring(svg).iter("text")]


def styles(svg, tag):
    return [e.get("class") for e in ElementTree.fromstring(svg).iter(tag)]


def test_the_graph_of_an_lstm_step_is_its_equations():
    context = REGISTRY.model("lstm-hidden").context
    sources = uses("q", context)
    assert sources["q"] == ["o", "c"]
    assert sources["c"] == ["f", "b", "i", "u"]
    assert sources["f"] == ["W", "x", "U", "h"]


def test_the_way_of_the_gradient_goes_through_every_gate():
    sources = uses("q", REGISTRY.model("lstm-hidden").context)
    _, edges = grouped(sources, {"h"})
    gates = [("h", g) for g in "fiou"] + [(g, "c") for g in "fiu"] + [("o", "q"), ("c", "q")]
    assert on_the_way(edges, "h", "q") == set(gates)


def test_the_graph_is_drawn_in_both_languages():
    drawn = graph_picture(by_letter("lstm-hidden", entry(sym("q"), idx("j")), "h", "k"))
    assert drawn is not None
    assert set(words(drawn.svg)) == {
        "q",
        "c",
        "o",
        "f",
        "i",
        "u",
        "b",
        "h",
        "x",
        "W, U",
        "V, P",
        "R, S",
        "A, B",
    }
    assert styles(drawn.svg, "rect").count("node marked") == 7
    assert drawn.tikz.count("rounded corners") == 13


def test_a_model_of_one_equation_has_no_graph():
    start = deriv(entry(sym("p"), idx("i")), entry(sym("z"), idx("k")))
    context = REGISTRY.model("softmax").context
    assert graph_picture(Derivation(start, (), start, context)) is None


def test_arrows_lead_from_layer_to_layer():
    edges = [("a", "b"), ("b", "d"), ("a", "d"), ("c", "d")]
    layer = layers_of("abcd", edges)
    assert layer == {"a": 0, "b": 1, "c": 1, "d": 2}
    rows, ways = with_stations(layer, edges)
    assert [len(way) for way in ways.values()] == [2, 2, 3, 2]
    assert sorted(map(len, ordered(rows, ways))) == [1, 1, 3]


def test_a_circle_has_no_layers():
    assert layers_of("ab", [("a", "b"), ("b", "a")]) is None


def test_the_pattern_of_a_convolution_and_of_its_transpose():
    link = REGISTRY.claim("convolution-matrix.product").links[0]
    drawn = sparsity_picture(link.statement, REGISTRY.functions)
    assert drawn is not None
    numbers = [w for w in words(drawn.svg) if w.isdigit()]
    assert numbers == list("123" * 4 + "121321321323")
    assert len(styles(drawn.svg, "rect")) == 2 * 4 * 6


def test_a_statement_without_a_matrix_has_no_pattern():
    link = REGISTRY.claim("softmax.jacobian").links[0]
    assert sparsity_picture(link.statement, REGISTRY.functions) is None


@pytest.mark.parametrize(("model", "letter"), [("rnn", "h"), ("lstm", "h"), ("lstm", "c")])
def test_the_gradient_over_time_is_drawn(model, letter):
    drawn = time_picture(by_letter(model, sym("E"), letter, "s", "k"), REGISTRY.functions)
    assert drawn is not None
    assert len(re.findall('class="(?:first|second)"', drawn.svg)) == 2


def test_a_small_state_matrix_makes_the_gradient_of_a_recurrent_network_vanish(monkeypatch):
    """|∂s_T/∂s_{T−n}| ≤ (1/2)ⁿ, because the slopes of tanh are at most 1 and a rotation keeps the norm."""
    kept = []
    monkeypatch.setattr("derive.pictures.of_time.plot", lambda curves, **named: kept.extend(curves))
    time_picture(by_letter("rnn", sym("E"), "h", "s", "k"), REGISTRY.functions)
    small = kept[0]
    assert all(y <= n * log10(0.5) + 1e-9 for n, y in small)
    assert small[-1][0] == 12
