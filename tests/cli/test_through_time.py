"""`derive grad` through recurrent definitions: adjoints over symbolic time, proved line by line."""

from __future__ import annotations

import json

import pytest

import derive
from derive.errors import DeriveError
from tests.cli.commands import ran

SHAPES = {"U": "H,H", "W": "H,D", "b": "H", "x": "T,D", "g": "T,H", "z": "T,H", "h": "T,H"}
RNN = ("z[t] = W@x[t] + U@h[t-1] + b", "h[t] = tanh(z[t])")
ENTRIES = (
    "z[t,i] = Sum(W[i,j] x[t,j], (j,1,D)) + Sum(U[i,j] h[t-1,j], (j,1,H)) + b[i]",
    "h[t,i] = tanh(z[t,i])",
)
LOSS = "Sum(dot(g[t], h[t]), (t, 1, T))"


def run(*definitions: str, wrt: str = "U", form: str = "json", loss: str = LOSS):
    options = [x for name, sizes in SHAPES.items() for x in ("--shape", f"{name}: {sizes}")]
    options += [x for text in definitions for x in ("--define", text)]
    return ran("grad", "--expr", loss, "--wrt", wrt, "-f", form, *options)


@pytest.mark.parametrize("definitions", [RNN, ENTRIES])
def test_a_recurrent_network(definitions):
    answer = run(*definitions)
    data = json.loads(answer.out)
    assert (answer.code, data["verdict"]) == (0, "proved")
    assert data["plain"] == "Sum(zbar[t] @ h[t - 1].T, (t, 1, T))"
    assert data["method"] == "stage by stage"


def test_the_adjoints_are_shown_with_the_equations():
    text = " ".join(run(*RNN, form="text").out.split())
    assert "hbar[t] = g[t] + iverson(t + 1 <= T)*(U.T @ zbar[t + 1])" in text
    assert "zbar[t] = hadamard(hbar[t], 1 - h[t]^2)" in text


def test_latex_is_written():
    answer = run(*RNN, form="tex")
    assert r"\bar{h}_t" in answer.out
    assert r"\mathbf{1}" in answer.out


def test_the_bias_gets_the_sum_over_time():
    assert json.loads(run(*RNN, wrt="b").out)["plain"] == "Sum(zbar[t], (t, 1, T))"


def test_a_letter_in_no_equation_is_refused():
    answer = run(*RNN, wrt="g", loss="Sum(dot(h[t], h[t]), (t, 1, T))")
    assert answer.code == 2
    assert "none of the equations" in answer.text


def test_in_a_notebook():
    found = derive.gradient(LOSS, wrt="W", define=RNN, shapes=SHAPES)
    assert "zbar" in str(found)
    with pytest.raises(DeriveError):
        derive.gradient(LOSS, wrt="V", define=RNN, shapes=SHAPES)
