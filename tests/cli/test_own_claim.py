"""`derive prove --claim` and `derive.prove`: statements of the user's own, of known truth."""

from __future__ import annotations

import json

import pytest
import sympy

import derive
from tests.cli.commands import ran

# (arguments, exit code, what the output holds)
ROWS = [
    (["--claim=0 < sigma(x) < 1"], 0, "proved      sigma(x) < 1"),
    (["--claim=\\sigma'(x) \\le \\frac14"], 0, "proved"),
    (["--claim=\\tanh'(x) < 1"], 1, "at x = 0"),
    (["--claim=n < n + 1 < n", "--shape=n: integer"], 1, "n + 1 < n: it fails at a point of the domain"),
    (["--claim=log(x^2) = 2 log(x), x > 0"], 0, "proved"),
    (["--claim=log(x^2) = 2 log(x)"], 0, "where x > 0"),
    (["--claim=sqrt(x^2) = x"], 1, "true if x >= 0"),
    (["--claim=s <= 1", "--define=s = 1/(1+exp(-x))"], 0, "proved"),
    (["--claim=x^2 >= x", "--assume=x >= 1"], 0, "proved"),
    (["--claim=-x <= |x|"], 0, "proved"),
    (["--claim=(A B)^T = B^T A^T = A^T B^T"], 1, "true if B @ A = A @ B"),
    (["--claim=A@B = B@A", "--shape=A: 2,3", "--shape=B: 3,2"], 1, "refuted"),
    (["--claim=x"], 2, "says nothing that could be true or false"),
    (["--claim=x <"], 2, "^"),
    (["--claim=x = x", "--all"], 2, "give ids, --all or --claim TEXT"),
    (["x = x"], 2, "'x = x' is no id"),
    (["--all", "--assume=x > 0"], 2, "belong to --claim"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), ROWS, ids=[" ".join(r[0]) for r in ROWS])
def test_a_statement_on_the_command_line(arguments: list[str], code: int, said: str) -> None:
    found = ran("prove", *arguments)
    assert (found.code, said in found.text) == (code, True), found.text


def test_each_link_is_in_the_json() -> None:
    found = json.loads(ran("prove", "--claim=0 < sigma(x) < 1/2", "--json").out)
    assert [x["verdict"] for x in found["links"]] == ["proved", "refuted"]
    assert found["verdict"] == "refuted"
    assert found["certificate"] == found["links"][1]["certificate"]


def test_check_says_where_a_statement_goes() -> None:
    found = ran("check", "x = x")
    assert found.code == 2
    assert "derive prove --claim TEXT" in found.text


def test_statements_in_python() -> None:
    x = sympy.Symbol("x", real=True)
    assert derive.prove("e^x >= 1 + x")
    assert derive.prove(sympy.tanh(x) <= 1)
    assert derive.prove("x^T x \\ge 0", shapes={"x": "n"})
    assert derive.prove("e^x > 1 + x").verdict == "refuted"
    with pytest.raises(derive.DeriveError, match="not True"):
        derive.prove(sympy.Eq(x, x))
