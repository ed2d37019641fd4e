"""`derive check`: a table of answers with the exit code and what is said."""

from __future__ import annotations

import json

import pytest

from tests.cli.commands import ran

KEYS = [
    "verdict",
    "conditions",
    "holds_if",
    "method",
    "reason",
    "counterexample",
    "correction",
    "diagnosis",
    "seconds",
]

# (arguments, exit code, what the output holds)
ROWS = [
    ([r"--of=sigmoid.derivative", r"--answer=\frac{e^{-z}}{(1+e^{-z})^2}"], 0, "proved"),
    ([r"--of=sigmoid.derivative", r"--answer=\sigma(z)(1+\sigma(z))"], 1, "at z = "),
    ([r"--of=sigmoid.derivative", r"--answer=\frac{d}{dz}\sigma(z)"], 2, "that is the question"),
    ([r"--of=sigmoid.derivative", "--answer=sigma(z)*sigma(-z)"], 0, "proved"),
    ([r"--of=softmax.jacobian", r"--answer=p_i(\delta_{ik}-p_k)"], 0, "proved"),
    ([r"--of=softmax.jacobian", "--answer=p[i]*(delta(i,k) - p[k])"], 0, "proved"),
    ([r"--of=softmax.jacobian", r"--answer=p_i(1-p_k)"], 1, "right: p[i]*(delta(i, k) - p[k])"),
    (["--of=softmax.sum", "--answer=1"], 0, "proved"),
    (["--of=softmax.sum", "--answer=Sum(p[i], (i,1,n))"], 2, "that is the question"),
    (["--of=softmax.sum", "--answer=Sum(exp(z[k])/Sum(exp(z[j]),(j,1,n)), (k,1,n))"], 2, "the question"),
    (["--equals=D(s, x)", "--define=s = 1/(1+exp(-x))", "--answer=s(1-s)"], 0, "proved"),
    (["--equals=D(x^3, x, 2)", "--answer=6x"], 0, "proved"),
    (["--equals=1", "--answer=cosh(x)^2 - sinh(x)^2"], 0, "proved"),
    (["--equals=pi/2", "--answer=atan(x) + atan(1/x)"], 1, "at x = -1"),
    (["--equals=1", r"--answer=\sum_{i=1}^n \frac{e^{z_i}}{\sum_{j=1}^n e^{z_j}}"], 0, "proved"),
    (["--equals=n(n+1)/2", r"--answer=\sum_{k=1}^{n} k"], 0, "proved"),
    (["--equals=n^2/2", r"--answer=\sum_{k=1}^{n} k"], 1, "at n = "),
    (["--equals=x_n - x_1", r"--answer=\sum_{i=1}^{n-1} (x_{i+1} - x_i)"], 0, "by induction on n"),
    (["--equals=x_n + x_1", r"--answer=\sum_{i=1}^{n-1} (x_{i+1} - x_i)"], 1, "at n = "),
    (["--equals=D(sin(x)^2, x)", "--answer=2 sin(x)"], 1, "right: 2*sin(x)*cos(x)"),
    (["--equals=sqrt(x^2)", "--answer=x"], 1, "true if x >= 0"),
    (["--equals=sqrt(x^2)", "--answer=x", "--assume=x > 0"], 0, "proved"),
    (["--equals=Sum(y[i]*p, (i,1,n))", "--answer=p", "--assume=Sum(y[i], (i,1,n)) = 1"], 0, "proved"),
    (["--equals=x", "--answer=x + 10^(-20)"], 1, "refuted"),
    (["--equals=1", "--answer=exp(10^40 x)"], 1, "refuted"),
    (["--equals=1", "--answer=exp(-10^40 - x^2)"], 1, "refuted"),
    (["--equals=1/3", "--answer=0.333"], 1, "refuted"),
    (["--equals=log(-x^2-1)", "--answer=x"], 3, "undecided"),
    (["--equals=x^10", "--answer=x^5 x^5"], 0, "proved"),
    (["--equals=e^-x", "--answer=exp(-x)"], 0, "proved"),
    (["--equals=x", "--answer=-(-x)"], 0, "proved"),
    (["--equals=Sum(w[j] x[j], (j,1,d))", "--shape=w: d", "--answer=Sum(x[k] w[k], (k,1,d))"], 0, "proved"),
    # bad usage, unreadable input
    (["--answer=x"], 2, "give one of --of ID and --equals TEXT"),
    (["--answer=x", "--equals=x", "--of=softmax.sum"], 2, "give one of --of ID and --equals TEXT"),
    (["--of=sigmoid.derivativ", "--answer=x"], 2, "nearest: sigmoid.derivative"),
    (["--of=sigmoid.derivative", "--answer=q"], 2, "known letters: z"),
    (["--of=sigmoid.derivative", r"--answer=\frac{1}{z"], 2, "^"),
    (["--equals=x", "--answer="], 2, "the answer is empty"),
    (["--equals=x", "--answer=x = 1"], 2, "a relation is not an answer"),
    (["--equals=x", "--answer=1/2x"], 2, "ambiguous"),
    (["--equals=x", "--answer=Sum(x"], 2, "^"),
    (["--equals=x", "--answer=__import__('os')"], 2, "^"),
    (["--equals=x", "--answer=x^10^10^10"], 2, "exponent"),
    (["--equals=x", "--answer=nan"], 2, "nan"),
    (["--equals=x", "--answer=2x, x"], 2, "a list"),
    (["--equals=x", r"--answer=\pm x"], 2, r"\pm"),
    (["--equals=x", "--answer=x", "--shape=W"], 2, 'write it as "W: m,n"'),
    (["--equals=x", "--answer=x", "--assume=nonsense"], 2, "a relation is expected"),
    (["--equals=x", "--answer=x", "--define=x ="], 2, "^"),
    (["--equals=x", "--answer=x", "--assume=x > 0", "--assume=x < 0"], 2, "x > 0, x < 0"),
    (["--equals=x", "--answer=x", "--syntax=tex"], 2, "Invalid value"),
    (["--equals=x", "--answer=x", "--library=/nowhere/at/all"], 2, "does not exist"),
    (["--equals=x", "--answer=@nowhere.txt"], 2, "cannot be read"),
    (["--equals=x", "--answer=" + "(" * 500 + "x" + ")" * 500], 2, "derive:"),
    (["--equals=x", "--answer=x+" * 1 + "x+" * 40_000 + "x"], 2, "derive:"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "code", "said"), ROWS, ids=lambda v: str(v)[:60])
def test_answer(arguments, code, said):
    found = ran("check", *arguments)
    assert found.code == code, found.text
    assert said in found.text


def test_answer_from_standard_input():
    assert ran("check", "--equals", "x", "--answer", "-", stdin="2x - x\n").code == 0
    assert ran("check", "--equals", "x", stdin="x\n").code == 0


def test_answer_from_a_file(tmp_path):
    file = tmp_path / "answer.txt"
    file.write_text("\\frac{x^2}{x}\n", encoding="utf-8")
    assert ran("check", "--equals", "x", "--assume", "x > 0", "--answer", f"@{file}").code == 0


def test_answer_that_begins_with_a_minus():
    assert ran("check", "--equals", "D(1/x, x)", "--answer", "-1/x^2").code == 0


def test_json_has_the_keys_of_the_contract():
    found = json.loads(ran("check", "--equals", "sqrt(x^2)", "--answer", "x", "--json").out)
    assert list(found) == KEYS
    assert found["verdict"] == "conditional"
    assert found["holds_if"] == ["x >= 0"]
    assert set(found["counterexample"]) == {"point", "left", "right"}
    assert found["correction"] is None


def test_correction_is_latex_and_a_hint_keeps_it_back():
    asked = ("check", "--of", "softmax.jacobian", "--answer", "p[i]*(1 - p[k])", "--json")
    correction = json.loads(ran(*asked).out)["correction"]
    assert correction.replace(" ", "") == r"p_i(\delta_{ik}-p_k)"
    assert json.loads(ran(*asked, "--hint").out)["correction"] is None


def test_plain_syntax_and_latex_syntax():
    assert ran("check", "--equals", "x_1 + x", "--answer", "x + x_1", "--syntax", "latex").code == 0
    assert ran("check", "--equals", r"\frac{1}{x}", "--answer", "1/x", "--syntax", "plain").code == 2
