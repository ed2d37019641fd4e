"""The form in which a derivative of the user's own is given: what a lecturer would leave on the board."""

from __future__ import annotations

import pytest

from derive.registry import load_registry
from derive.render.plain import plain
from derive.results.own_gradient import own_gradient
from tests.library_results import derived

REGISTRY = load_registry()

ROWS = [
    ("x^x", "x", (), "x^x*(log(x) + 1)"),
    ("log(x)/x", "x", (), "(1 - log(x))/x^2"),
    ("sin(x)/x", "x", (), "(x*cos(x) - sin(x))/x^2"),
    ("exp(-x^2/2)", "x", (), "-exp(-x^2/2)*x"),
    ("sqrt(1+x^2)", "x", (), "x/sqrt(1 + x^2)"),
    ("x*sigma(x)", "x", (), "sigma(x) + x*sigma(x)*(1 - sigma(x))"),
    ("abs(x)", "x", (), "x/abs(x)"),
    ("(a*x+b)/(c*x+d)", "x", (), "(d*a - b*c)/(c*x + d)^2"),
    ("Sum(x[i]^2,(i,1,n))", "x", ("x: n",), "2*x[k]"),
    ("sqrt(Sum(x[i]^2,(i,1,n)))", "x", ("x: n",), "x[k]/sqrt(Sum(x[i]^2, (i, 1, n)))"),
    (
        "Sum((y[i]-Sum(W[i,j]*x[j],(j,1,n)))^2,(i,1,m))",
        "x",
        ("W: m,n", "x: n", "y: m"),
        "2*Sum((Sum(W[i, j]*x[j], (j, 1, n)) - y[i])*W[i, k], (i, 1, m))",
    ),
    (
        "Sum(softmax(z)[i]*v[i],(i,1,n))",
        "z",
        ("z: n", "v: n"),
        "softmax(z)[k]*(v[k] - Sum(v[i]*softmax(z)[i], (i, 1, n)))",
    ),
    ("softmax(z)[i]", "z", (), "softmax(z)[i]*(delta(i, k) - softmax(z)[k])"),
    ("log(softmax(z)[i])", "z", (), "delta(i, k) - softmax(z)[k]"),
    ("-Sum(y[i]*log(softmax(z)[i]),(i,1,n))", "z", (), "softmax(z)[k]*Sum(y[i], (i, 1, n)) - y[k]"),
    ("logsumexp(z)^2", "z", (), "2*logsumexp(z)*(exp(z[k])/Sum(exp(z[j]), (j, 1, n)))"),
]


@pytest.mark.parametrize(("text", "wrt", "shapes", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_form(text: str, wrt: str, shapes: tuple[str, ...], wanted: str) -> None:
    found = own_gradient(text, wrt, REGISTRY, shapes=shapes)
    assert plain(found.derivation.result, found.context, REGISTRY.functions) == wanted
    assert found.verdict.verdict in ("proved", "undecided")


def test_no_step_of_attention_is_a_jump() -> None:
    """Σ_k g_k (Σ_t V_tk a_t (K_tj − Σ_s a_s K_sj)) is multiplied out and gathered with Σ_t a_t V_tk = o_k."""
    found = derived("attention.grad-query")
    assert found is not None
    rules = [step.rule for step in found.steps]
    assert {"sums-outside", "gather-sums", "fold"} <= set(rules)
    assert not {"equal", "rearrange"} & set(rules)
