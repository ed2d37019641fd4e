"""Sizes against windows that really slide, counts against enumeration, solutions against trial."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derive.errors import DeriveError
from derive.layers.formulas import ImpossibleLayer
from derive.layers.settings import BadSetting
from tests.layers.shapes import measured, network, number, places, shown, sizes, solved

WINDOWS = st.tuples(
    st.integers(1, 40), st.integers(1, 7), st.integers(1, 5), st.integers(0, 4), st.integers(1, 3)
)


@settings(max_examples=150, deadline=None)
@given(WINDOWS)
def test_size_is_the_number_of_windows_that_fit(window):
    size, kernel, stride, padding, dilation = window
    text = (
        f"input={size}, channels=1, filters=1, kernel={kernel}, stride={stride}, padding={padding}, "
        f"dilation={dilation}"
    )
    expected = places(*window)
    if expected == 0:
        with pytest.raises(ImpossibleLayer):
            measured("conv1d", text)
    else:
        assert sizes(measured("conv1d", text).output) == (1, expected)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.integers(1, 7), st.integers(1, 5), st.integers(0, 3), st.integers(1, 2))
def test_windows_may_reach_over_the_end(size, kernel, stride, padding, dilation):
    """ceil_mode: one more than fit, if it starts within the input or the zeros before it."""
    padding = min(padding, kernel // 2)
    text = (
        f"input={size}, channels=1, kernel={kernel}, stride={stride}, padding={padding}, "
        f"dilation={dilation}, ceil_mode=True"
    )
    assume(places(size, kernel, stride, padding, dilation))
    starts = range(0, size + padding, stride)
    whole = [at for at in starts if at + dilation * (kernel - 1) < size + 2 * padding - 1]
    expected = min(len(whole) + 1, len(starts))
    assert sizes(measured("pool1d", text).output)[1] == expected


@settings(max_examples=60, deadline=None)
@given(WINDOWS, st.integers(0, 2))
def test_transposed_size_is_what_the_windows_cover(window, extra):
    size, kernel, stride, padding, dilation = window
    text = (
        f"input={size}, channels=1, filters=1, kernel={kernel}, stride={stride}, padding={padding}, "
        f"dilation={dilation}, extra={extra}"
    )
    covered = max(t * stride + dilation * (kernel - 1) for t in range(size)) + 1
    expected = covered - 2 * padding + extra
    if expected < 1:
        with pytest.raises(ImpossibleLayer):
            measured("transposed-conv1d", text)
    else:
        assert sizes(measured("transposed-conv1d", text).output) == (1, expected)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 4),
    st.integers(1, 4),
    st.integers(1, 3),
    st.integers(1, 3),
    st.integers(3, 6),
    st.booleans(),
)
def test_operations_are_those_of_the_loops(channels, filters, kernel, width, size, bias):
    found = measured(
        "conv2d",
        f"input={channels}x{size}x{size + 1}, filters={filters}, kernel={kernel}x{width}",
        without=() if bias else ("bias",),
    )
    outputs = list(product(range(filters), range(size - kernel + 1), range(size + 1 - width + 1)))
    weights = list(product(range(channels), range(kernel), range(width)))
    multiplications = sum(1 for _ in outputs for _ in weights)
    additions = sum(len(weights) - 1 + bias for _ in outputs)
    assert number(found.quantity("multiplications")) == multiplications
    assert number(found.quantity("additions")) == additions
    assert number(found.quantity("parameters")) == filters * len(weights) + filters * bias


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 12), st.integers(1, 6), st.integers(1, 4), st.integers(0, 2), st.integers(1, 2),
    st.sampled_from(("input", "kernel", "stride", "padding", "dilation")),
)  # fmt: skip
def test_all_solutions_are_found(output, kernel, stride, padding, dilation, wanted):
    given_ = {"input": 17, "kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation}
    del given_[wanted]
    text = ", ".join(f"{k}={v}" for k, v in given_.items())
    found = solved("conv1d", wanted, f"output={output}, {text}")

    def count(value):
        v = {**given_, wanted: value}
        return places(v["input"], v["kernel"], v["stride"], v["padding"], v["dilation"])

    least = 0 if wanted == "padding" else 1
    expected = [v for v in range(least, 120) if count(v) == output]
    if found.listed is None:
        assert found.last is None
        assert found.first == expected[0]
        assert expected == list(range(found.first, 120))
    else:
        assert found.listed == expected


# Known layers: input, settings, output, parameters.
KNOWN = (
    ("conv2d", "input=3x32x32, filters=10, kernel=5", (10, 28, 28), 760),
    ("conv2d", "input=3x32x32, filters=10, kernel=5, padding=1", (10, 30, 30), 760),
    ("conv2d", "input=1x32x32, filters=10, kernel=5", (10, 28, 28), 260),
    ("conv2d", "input=1x78x84, filters=1, kernel=5, padding=2, stride=3", (1, 26, 28), 26),
    ("conv2d", "input=1x64x64, filters=1, kernel=3x5, stride=2", (1, 31, 30), 16),
    ("conv2d", "input=1x28x28, filters=20, kernel=5", (20, 24, 24), 520),
    ("conv2d", "input=3x224x224, filters=64, kernel=7, stride=2, padding=3", (64, 112, 112), 9472),
    ("conv2d", "input=32x16x16, filters=32, kernel=3, padding=1, groups=32", (32, 16, 16), 320),
    ("pool2d", "input=64x112x112, kernel=3, stride=2, padding=1", (64, 56, 56), 0),
    ("pool2d", "input=6x28x28, kernel=2", (6, 14, 14), 0),
    ("linear", "input=784, nodes=10", (10,), 7850),
    ("lstm", "inputs=10, hidden=20, steps=5", (5, 20), 2560),
    ("gru", "inputs=10, hidden=20, steps=5", (5, 20), 1920),
    ("rnn", "inputs=10, hidden=20", (1, 20), 640),
    ("embedding", "vocabulary=1000, features=16, length=7", (7, 16), 16000),
    ("batchnorm", "input=64x8x8", (64, 8, 8), 128),
    ("transposed-conv2d", "input=16x12x12, filters=8, kernel=4, stride=2, padding=1", (8, 24, 24), 2056),
    ("conv1d", "input=2x4, filters=2, kernel=3", (2, 2), 14),
    ("conv3d", "input=1x8x8x8, filters=4, kernel=3", (4, 6, 6, 6), 112),
    ("residual", "input=32x8x8", (32, 8, 8), 18624),
    ("bottleneck", "input=128x8x8, inside=32", (128, 8, 8), 17984),
    ("depthwise-separable", "input=32x8x8, filters=64", (64, 8, 8), 2432),
)


@pytest.mark.parametrize(("kind", "text", "output", "parameters"), KNOWN)
def test_known_layers(kind, text, output, parameters):
    found = measured(kind, text)
    assert sizes(found.output) == output
    assert number(found.quantity("parameters")) == parameters


REFUSED = (
    ("conv2d", "input=3x4x4, filters=2, kernel=7", "covers 7 places"),
    ("conv2d", "input=3x4x4, filters=2, kernel=-1", "at least 1"),
    ("conv2d", "input=3x4x4, filters=2, kernel=3, padding=-1", "at least 0"),
    ("conv2d", "input=3x9x9, filters=2, kernel=3, groups=2", "the groups divide the channels"),
    ("conv2d", "input=3x9x9, filters=2, kernel=1.5", "whole number"),
    ("conv2d", "input=9x9x9x9, filters=2, kernel=1", "3 axes"),
    ("conv2d", "input=3x9x9, filter=2", "no setting"),
    ("pool2d", "input=3x9x9, kernel=2, padding=2", "at most half"),
    ("conv2d", "input=3xKx9, filters=2", "give it a value"),
    ("depthwise-separable", "input=3x9x9, filters=2, kernel=4", "odd"),
)


@pytest.mark.parametrize(("kind", "text", "words"), REFUSED)
def test_impossible_layers_are_refused(kind, text, words):
    with pytest.raises((ImpossibleLayer, BadSetting), match=words):
        measured(kind, text)


def test_letters_are_kept():
    found = measured("conv2d", "input=3xNxN, filters=d, kernel=3, padding=1")
    assert [shown(e, found) for e in found.output] == ["d", "N", "N"]
    assert shown(found.quantity("parameters"), found) == "28*d"


# ---- networks --------------------------------------------------------------------------------------


def test_small_network():
    found = network("conv2d filters=6 kernel=5; pool2d kernel=2; flatten; linear nodes=10", "1x28x28")
    assert sizes(found.output) == (10,)
    assert number(found.quantity("parameters")) == 6 * 26 + 10 * (6 * 144) + 10


@pytest.mark.parametrize(("layers", "hidden"), [(2, 3), (3, 5), (6, 4)])
def test_symbolic_depth_agrees_with_numbers(layers, hidden):
    text = "flatten; linear nodes={h}; {times} * linear nodes={h}; linear nodes=10"
    found = network(text.format(h=hidden, times=layers - 2), "3x4x4")
    expected = 48 * hidden + hidden + (layers - 2) * (hidden**2 + hidden) + 10 * hidden + 10
    assert number(found.quantity("parameters")) == expected


def test_symbolic_depth():
    found = network("flatten; linear nodes=h; (L - 2) * linear nodes=h; linear nodes=n", "3xNxN")
    worked = found.quantities[0].worked
    assert shown(worked.sides[0], found) == "(3*h*N^2 + h) + (L - 2)*(h^2 + h) + (n*h + n)"


@pytest.mark.parametrize(("depth", "size"), [(1, 8), (2, 9), (3, 21)])
def test_symbolic_pooling_agrees_with_numbers(depth, size):
    body = "* [conv2d filters=2 kernel=3 padding=1; pool2d kernel=2]"
    symbolic = network(f"L {body}", "3xNxN")
    assert shown(symbolic.output[1], symbolic) == "floor(N/2^L)"
    numbers = network(f"{depth} {body}", f"3x{size}x{size}")
    assert sizes(numbers.output) == (2, size // 2**depth, size // 2**depth)
    assert number(numbers.quantity("parameters")) == 56 + (depth - 1) * 38
    assert shown(symbolic.quantity("parameters"), symbolic) == "38*L + 18"


def test_receptive_field():
    found = network("conv2d filters=1 kernel=3; pool2d kernel=2; conv2d filters=1 kernel=3", "1x20x20")
    assert [number(f.span) for f in found.fields] == [8, 8]
    assert [number(f.jump) for f in found.fields] == [2, 2]


def test_shortcut_needs_equal_shapes():
    with pytest.raises(ImpossibleLayer, match="layer cannot stand"):
        network("5000 * relu", "3x4x4")


def test_branches_are_added_and_joined():
    found = network("concat [conv2d filters=4 kernel=1 | pool2d kernel=3 stride=1 padding=1 | ]", "3x8x8")
    assert sizes(found.output) == (10, 8, 8)
    assert [number(f.span) for f in found.fields] == [3, 3]
    block = "add [conv2d filters=d kernel=3 padding=1 without bias; batchnorm | ]; relu"
    found = network(f"L * [{block}]", "dxNxN")
    assert [shown(e, found) for e in found.output] == ["d", "N", "N"]
    assert shown(found.quantity("parameters"), found) == "d*L*(9*d + 2)"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("add [conv2d filters=4 kernel=1 | ]", "do not fit"),
        ("concat [pool2d kernel=2 | ]", "do not fit"),
        ("add [relu]", "at least two"),
        ("add [relu | relu", "not closed"),
        ("conv2d filters=4 kernel=1 without weights", "does not do without"),
        ("conv2d filters=4 kernel=1 without", "no setting"),
    ],
)
def test_branches_that_do_not_fit_are_refused(text, words):
    with pytest.raises(DeriveError, match=words):
        network(text, "3x8x8")


@pytest.mark.parametrize(
    ("text", "shape", "expected"),
    [
        ("add [linear nodes=4 | linear nodes=4 | ]", "4", 2 * 16 + 2 * 4),
        ("add [conv2d filters=3 kernel=3 padding=1 without bias | ]", "3x5x5", 75 * 26 + 75),
        ("residual", "3x5x5", 2 * 75 * 27 + 75),
        ("concat [linear nodes=4 | linear nodes=4]", "4", 2 * 16),
    ],
)
def test_branches_are_added_entry_by_entry(text, shape, expected):
    assert number(network(text, shape).quantity("additions")) == expected
