"""One's own function against a derived gradient: right ones pass, wrong ones are caught."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

import derive
from derive.errors import DeriveError

LOSS = "(y - Sum(w[j] x[j],(j,1,d)))^2"
SHAPES = {"w": "d", "x": "d"}


def residual(w, x, y):
    return sum(a * b for a, b in zip(w, x, strict=True)) - y


def right(w, x, y):
    return [2 * residual(w, x, y) * each for each in x]


def without_the_two(w, x, y):
    return [residual(w, x, y) * each for each in x]


def with_the_wrong_sign(w, x, y):
    return [-2 * residual(w, x, y) * each for each in x]


def softmax(z):
    powers = [math.exp(each) for each in z]
    return [each / sum(powers) for each in powers]


def jacobian(z):
    p = softmax(z)
    return [[p[i] * ((i == k) - p[k]) for k in range(len(p))] for i in range(len(p))]


def test_a_right_gradient_passes():
    found = derive.test_gradient(right, LOSS, wrt="w", shapes=SHAPES)
    assert found
    assert found.trials >= 10
    assert found.require() is found


@pytest.mark.parametrize("wrong", [without_the_two, with_the_wrong_sign])
def test_a_wrong_gradient_is_caught(wrong):
    found = derive.test_gradient(wrong, LOSS, wrt="w", shapes=SHAPES)
    assert not found
    assert found.expected != found.got
    assert set(found.inputs) >= {"w", "x", "y"}
    with pytest.raises(DeriveError, match="failed"):
        found.require()


def test_a_result_of_the_library_by_its_id():
    assert derive.test_gradient(jacobian, "softmax.jacobian")
    assert not derive.test_gradient(lambda z: [[p] * len(z) for p in softmax(z)], "softmax.jacobian")


def test_assumptions_hold_at_the_points():
    assert derive.test_gradient(
        lambda z, y: [p - t for p, t in zip(softmax(z), y, strict=True)], "cross-entropy.gradient"
    )


def test_a_number():
    assert derive.test_gradient(lambda x: math.tanh(x) ** 0 - math.tanh(x) ** 2, "tanh(x)", wrt="x")
    assert not derive.test_gradient(lambda x: 1 + math.tanh(x) ** 2, "tanh(x)", wrt="x")


def test_a_wrong_shape_is_told():
    found = derive.test_gradient(lambda w, x, y: 0.0, LOSS, wrt="w", shapes=SHAPES)
    assert "shape" in found.reason


def test_not_a_number_is_a_failure():
    assert not derive.test_gradient(lambda x: float("nan"), "tanh(x)", wrt="x")


def test_a_strange_parameter_is_told():
    with pytest.raises(DeriveError, match="takes q"):
        derive.test_gradient(lambda q: q, "tanh(x)", wrt="x")


def test_arrays_are_converted():
    kinds = []

    def gradient(w, x, y):
        kinds.append(type(w))
        return right(w, x, y)

    assert derive.test_gradient(gradient, LOSS, wrt="w", shapes=SHAPES, convert=tuple)
    assert set(kinds) == {tuple}


def test_numpy():
    numpy = pytest.importorskip("numpy")
    assert derive.test_gradient(lambda w, x, y: 2 * (numpy.dot(w, x) - y) * x, LOSS, wrt="w", shapes=SHAPES)


def test_a_formula_in_matrix_notation():
    assert derive.test_gradient(right, "(y - w^T x)^2", wrt="w", shapes=SHAPES)
    assert not derive.test_gradient(without_the_two, "(y - w^T x)^2", wrt="w", shapes=SHAPES)


def test_a_derivation_that_is_not_proved_is_told():
    found = replace(derive.test_gradient(math.tanh, "log(exp(x) + exp(-x))", wrt="x"), note="told")
    assert str(found).endswith("told")


def diagonal_alone(z):
    return [[p * (i == k) for k in range(len(z))] for i, p in enumerate(softmax(z))]


def by_weights(W, x, t):
    h = [math.tanh(sum(w * a for w, a in zip(row, x, strict=True))) for row in W]
    return [[2 * (a - b) * (1 - a * a) * c for c in x] for a, b in zip(h, t, strict=True)]


def test_formulas_of_whole_arrays():
    assert derive.test_gradient(jacobian, "softmax(z)", wrt="z", shapes={"z": "n"})
    assert not derive.test_gradient(diagonal_alone, "softmax(z)", wrt="z", shapes={"z": "n"})
    shapes = {"W": "m,n", "x": "n", "t": "m"}
    network = ["h = tanh(W x)", "E = norm(h - t)^2"]
    assert derive.test_gradient(by_weights, "E", wrt="W", define=network, shapes=shapes)
    assert not derive.test_gradient(lambda W, x, t: W, "E", wrt="W", define=network, shapes=shapes)


def test_a_formula_needs_its_letter():
    with pytest.raises(DeriveError, match="no id of a claim"):
        derive.test_gradient(jacobian, "softmax(z)", shapes={"z": "n"})
