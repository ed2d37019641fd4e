"""Runs against another arithmetic: forward values by mpmath, gradients by differences of the error."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

import mpmath
import pytest

from derive.engine.unfold import unfold
from derive.engine.written_arrays import SizesDiffer
from derive.errors import DeriveError, TooLarge
from derive.expressions.build import fn, num
from derive.layers.dense import Dense, run_dense
from derive.layers.numeric import number_of, run_model
from derive.notation.context import EMPTY
from tests.layers.shapes import REGISTRY

FUNCTIONS = REGISTRY.functions
IN_MPMATH = {
    "tanh": mpmath.tanh,
    "sigma": lambda v: 1 / (1 + mpmath.exp(-v)),
    "identity": lambda v: v,
    "exp": mpmath.exp,
}


def real(value):
    return mpmath.mpf(value.numerator) / value.denominator if isinstance(value, Fraction) else value


def error(weights, activations, x, y):
    """Σ (x^(L) − y)², by mpmath."""
    output = [mpmath.mpf(v.numerator) / v.denominator for v in x]
    for w, name in zip(weights, activations, strict=True):
        before = [mpmath.mpf(1), *output]
        output = [IN_MPMATH[name](sum(w[i][j] * before[i] for i in range(len(w)))) for j in range(len(w[0]))]
    return sum((a - mpmath.mpf(b.numerator) / b.denominator) ** 2 for a, b in zip(output, y, strict=True))


@pytest.mark.parametrize("seed", range(6))
def test_gradients_are_the_slopes_of_the_error(seed):
    print("seed", seed)
    rng = random.Random(seed)
    widths = [rng.randint(1, 3) for _ in range(rng.randint(2, 4))]
    activations = tuple(rng.choice(sorted(IN_MPMATH)) for _ in widths[1:])

    def fraction():
        return Fraction(rng.randint(-9, 9), 10)

    weights = [[[fraction() for _ in range(b)] for _ in range(a + 1)] for a, b in pairwise(widths)]
    x, y = [fraction() for _ in range(widths[0])], [fraction() for _ in range(widths[-1])]
    exact = tuple(tuple(tuple(num(v) for v in line) for line in w) for w in weights)
    network = Dense(exact, activations, tuple(map(num, x)), tuple(map(num, y)))
    rows = {r.name: r for r in run_dense(network, FUNCTIONS, 12)}
    with mpmath.workdps(60):
        step = mpmath.mpf(10) ** -20
        for layer, w in enumerate(weights):
            table = [[mpmath.mpf(v.numerator) / v.denominator for v in line] for line in w]
            for i, line in enumerate(w):
                for j, _ in enumerate(line):
                    values = []
                    for sign in (1, -1):
                        moved = [[mpmath.mpf(v) for v in each] for each in table]
                        moved[i][j] += sign * step
                        changed = [*weights[:layer], moved, *weights[layer + 1 :]]
                        floats = [[[real(v) for v in q] for q in each] for each in changed]
                        values.append(error(floats, activations, x, y))
                    slope = (values[0] - values[1]) / (2 * step)
                    found = mpmath.mpf(rows[f"∂e/∂W({layer + 1})"].numbers[i][j].rounded)
                    assert abs(found - slope) < mpmath.mpf(10) ** -11


def test_digits_of_known_numbers():
    with mpmath.workdps(320):
        expected = mpmath.nstr(mpmath.tanh(1), 301, strip_zeros=False)
    assert number_of(unfold(fn("tanh", num(1)), EMPTY, FUNCTIONS), 300).rounded[:298] == expected[:298]


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(2, 3), 3, "0.667"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(123456, 1), 2, "123456.00"),
    ],
)
def test_rounding(value, digits, rounded):
    assert number_of(num(value), digits).rounded == rounded


def test_model_of_numbers():
    context = REGISTRY.model("tanh-network").context
    rows = {r.name: r for r in run_model(context, FUNCTIONS, 5)}
    assert [[n.rounded for n in line] for line in rows["delta^{(1)}"].numbers] == [["-0.85707"], ["1.70123"]]


def test_what_cannot_run_is_refused():
    one = ((num(1),), (num(1),))
    with pytest.raises(SizesDiffer):
        run_dense(Dense((one,), ("tanh",), (num(1), num(2)), (num(0),)), FUNCTIONS, 3)
    with pytest.raises(DeriveError):
        run_dense(Dense((one,), ("softmax",), (num(1),), (num(0),)), FUNCTIONS, 3)
    with pytest.raises(TooLarge):
        number_of(num(1), 10_000)
    with pytest.raises(DeriveError):
        run_model(REGISTRY.model("sigmoid").context, FUNCTIONS, 3)
