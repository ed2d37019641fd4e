"""`derive grad`: scalars and indexed letters, in three formats."""

from __future__ import annotations

import json

import pytest

from tests.cli.commands import ran

MSE = "Sum((y[n] - Sum(w[j] x[n,j], (j,1,d)))^2, (n,1,N))/N"
SHAPES = ["--shape", "w: d", "--shape", "x: N,d", "--shape", "y: N"]
ROWS = [
    (["--expr", "log(1+exp(x))", "--wrt", "x"], "exp(x)/(1 + exp(x))"),
    (["--expr", r"\frac{1}{1+e^{-x}}", "--wrt", "x"], None),
    (["--expr", MSE, "--wrt", "w", *SHAPES], None),
    (["--expr", "Sum(x[i]^2, (i,1,n))", "--wrt", "x[k]"], "2*x[k]"),
    (["--expr", "s^2", "--define", "s = sin(t)", "--wrt", "t"], None),
    (["--expr", "max(x, 0)", "--wrt", "x"], None),
]


@pytest.mark.parametrize(("arguments", "plain"), ROWS, ids=lambda v: str(v)[:50])
def test_the_derivative_is_proved(arguments, plain):
    found = ran("grad", *arguments, "-f", "json")
    assert found.code == 0, found.text
    data = json.loads(found.out)
    assert data["verdict"] == "proved"
    assert data["steps"]
    assert plain is None or data["plain"] == plain


def test_formats():
    asked = ("grad", "--expr", "x exp(x)", "--wrt", "x")
    assert "product rule" in ran(*asked).out
    tex = ran(*asked, "-f", "tex").out
    assert tex.startswith("\\documentclass")
    assert "product rule" in tex


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--expr", "x^2", "--wrt", "2"], "by a letter or an entry"),
        (["--expr", "x^2", "--wrt", "q"], "known letters: x"),
        (["--expr", "x^", "--wrt", "x"], "^"),
        (["--expr", "x^2"], "--wrt"),
        (["--wrt", "x"], "--expr"),
    ],
)
def test_bad_input(arguments, said):
    found = ran("grad", *arguments)
    assert found.code == 2
    assert said in found.err
