"""`derive layer` and `derive run`, as they are typed."""

from __future__ import annotations

import json

import pytest

from tests.cli.commands import ran


def test_a_convolution():
    found = ran("layer", "conv2d", "--in", "input=3x32x32, filters=10, kernel=5", "--json")
    data = json.loads(found.out)
    assert data["output"] == [10, 28, 28]
    assert data["counts"]["parameters"] == 760
    assert data["memory_bytes"] == {"parameters": 3040, "output": 31360}


def test_the_arithmetic_is_written_out():
    found = ran("layer", "conv2d", "--in", "input=3x32x32, filters=10, kernel=5")
    assert "floor((32 + 2*0 - 1*(5 - 1) - 1)/1) + 1" in found.out
    assert "10*(3/1)*5*5 + 10" in found.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("conv2d", "--in", "output=16, padding=1, kernel=9, stride=3", "--solve", "input"), "52, 53 or 54"),
        (("conv2d", "--in", "input=32, kernel=5, output=14", "--solve", "stride"), "stride = 2"),
        (("conv2d", "--in", "channels=3, kernel=5, parameters=760", "--solve", "filters"), "filters = 10"),
        (("conv2d", "--in", "channels=3, kernel=5, parameters=761", "--solve", "filters"), "no filters"),
        (("conv1d", "--in", "input=9, kernel=3, output=1", "--solve", "stride"), "7 or more"),
    ],
)
def test_all_solutions(arguments, words):
    found = ran("layer", *arguments)
    assert found.code == 0
    assert words in found.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("conv2d", "--in", "input=3x4x4, filters=2, kernel=7"),
        ("conv2d", "--in", "input=3x9x9, filters=2, kernel=7", "--solve", "input"),
        ("conv2d", "--in", "kernel="),
        ("conv2d", "--in", "input=3x9x9, filters=2, kernel=1+"),
        ("conv2d", "--without", "weight"),
        ("nothing",),
        ("network", "--in", "3x4x4"),
        ("network", "--in", "3x4x4", "--layers", "conv2d filters=2 kernel=9"),
        ("network", "--in", "3x4x4", "--layers", "[conv2d"),
        ("network", "--in", "3x4x4", "--layers", "[" * 3000 + "relu" + "]" * 3000),
        ("network", "--in", "3x4x4", "--layers", "10^9 * relu"),
        ("network", "--in", "3x4x4", "--layers", "relu surely"),
        ("conv2d", "--in", "input=3x4x4, filters=10^10^10, kernel=1"),
        ("conv2d", "--in", "input=3x0x4, filters=1, kernel=1"),
        ("conv2d", "--in", "__import__('os')"),
        ("network", "--in", "3x4x4", "--layers", "linear nodes=2"),
    ],
)
def test_bad_input_is_refused(arguments):
    assert ran("layer", *arguments).code == 2


def test_formulas_in_latex():
    found = ran("layer", "conv2d", "-f", "tex")
    assert r"\left\lfloor" in found.out
    assert r"\begin{align*}" in found.out


def test_the_layers_there_are():
    assert "depthwise-separable" in ran("layer").out


def test_a_network_of_symbolic_depth():
    text = "flatten; linear nodes=h; (L-2) * linear nodes=h; linear nodes=n"
    found = ran("layer", "network", "--layers", text, "--in", "3xNxN")
    assert "(3*h*N^2 + h) + (L - 2)*(h^2 + h) + (n*h + n)" in found.out


def test_a_run():
    weights = ("--weights", "0.1 0.2; 0.3 0.4", "--weights", "0.2; 1; -3", "--weights", "1; 2")
    found = ran("run", *weights, "--x", "2", "--y", "1", "--digits", "3")
    assert found.code == 0
    for number in ("-3.606", "0.187", "-1.350", "-0.857"):
        assert number in found.out


def test_a_run_needs_numbers():
    assert ran("run", "sigmoid").code == 2
    assert ran("run").code == 2
