"""A convolution as a matrix: against the sums, and the transpose against a convolution of the gradient."""

from __future__ import annotations

import random
from itertools import product

import pytest

from derive.errors import DeriveError
from derive.layers import read_settings
from derive.layers.matrix import by_convolution, convolution_matrix, matrix_data, matrix_tex, matrix_text
from derive.registry import load_registry

REGISTRY = load_registry()


def matrix(kind: str, text: str):
    layer = REGISTRY.layer(kind)
    return convolution_matrix(layer, read_settings(layer, [text], REGISTRY.functions), REGISTRY.functions)


def shapes():
    source = random.Random(7)
    for _ in range(60):
        k, s, p, d = (source.randint(*x) for x in ((1, 3), (1, 3), (0, 3), (1, 2)))
        g = source.choice([1, 1, 2])
        n = d * (k - 1) + 1 + source.randint(0, 4)
        yield {"n": n, "k": k, "s": s, "p": p, "d": d, "g": g, "f": 2 * g, "c": g * source.randint(1, 2)}


@pytest.mark.parametrize("x", list(shapes()), ids=str)
def test_the_matrix_is_the_convolution(x):
    """y_fi = Σ_c Σ_k w_fck x_{c, iS + kD − P}, from 0, zeros outside."""
    found = matrix(
        "conv1d",
        f"input={x['c']}x{x['n']}, filters={x['f']}, kernel={x['k']}, stride={x['s']}, padding={x['p']}, "
        f"dilation={x['d']}, groups={x['g']}",
    )
    share, each = x["c"] // x["g"], x["f"] // x["g"]
    wanted = {}
    length = (x["n"] + 2 * x["p"] - x["d"] * (x["k"] - 1) - 1) // x["s"] + 1
    for f, i, c, k in product(range(x["f"]), range(length), range(share), range(x["k"])):
        h = i * x["s"] + k * x["d"] - x["p"]
        if 0 <= h < x["n"]:
            wanted[f + 1, i + 1, f // each * share + c + 1, h + 1] = (f + 1, c + 1, k + 1)
    for row, line in zip(found.rows, found.entries, strict=True):
        for column, weight in zip(found.columns, line, strict=True):
            assert weight == wanted.get((*row, *column))
    assert len(found.rows) == x["f"] * length
    assert by_convolution(found) == found.transposed
    for axis in found.axes:  # the padded gradient is as long as the input and the window ask for
        spread = (axis.length - 1) * axis.stride + 1 + axis.before + axis.after
        assert spread - axis.reach == axis.size


def test_two_axes():
    found = matrix("conv2d", "input=3x3, kernel=2, stride=2, padding=1")
    assert (len(found.rows), len(found.columns)) == (4, 9)
    assert found.entries[3][4] == (1, 1, 1, 1)
    assert by_convolution(found) == found.transposed
    assert "w_{11}" in matrix_tex(found)
    assert any("0 zeros before it and 1 zero after" in line for line in matrix_text(found, ""))
    assert matrix_data(found)["gradient"]["zeros_after"] == [1, 1]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("conv1d", "input=N, kernel=3"),
        ("conv1d", "input=4, kernel=5"),
        ("conv1d", "input=100000, kernel=5"),
        ("linear", "inputs=3, nodes=2"),
        ("transposed-conv1d", "input=3, kernel=2"),
        ("conv1d", "input=3x4, kernel=2, groups=2, filters=2"),
    ],
)
def test_no_matrix(kind, text):
    with pytest.raises(DeriveError):
        matrix(kind, text)
