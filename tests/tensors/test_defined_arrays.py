"""Gradients through equations between whole arrays: the result in the letters that the equations define."""

from __future__ import annotations

import pytest

from derive.errors import DeriveError
from derive.registry import load_registry
from derive.render.plain import plain
from derive.results.own_gradient import OwnGradient, own_gradient

LSTM = tuple(
    f"{g} = {f}(x@W{g}.T + h0@U{g}.T)"
    for g, f in zip("ifgo", ("sigma", "sigma", "tanh", "sigma"), strict=True)
)
LSTM += ("c = f*c0 + i*g", "h = o*tanh(c)")
SHAPES = ("x: N,M", *(f"{n}: N,H" for n in ("h0", "c0", "dh")))
SHAPES += tuple(f"{w}{g}: H,{n}" for g in "ifgo" for w, n in (("W", "M"), ("U", "H")))


def gradient(text: str, wrt: str, define: tuple[str, ...], shapes: tuple[str, ...]) -> OwnGradient:
    return own_gradient(text, wrt, load_registry(), definitions=define, shapes=shapes)


def shown(found: OwnGradient) -> str:
    assert found.closed is not None
    return plain(found.closed, found.context, load_registry().functions)


def test_a_dense_layer_in_its_gate() -> None:
    shapes = ("g: N,H", "x: N,M", "W: H,M", "b: H")
    define = ("a = x@W.T + ones(N)@b.T", "h = tanh(a)")
    for wrt, wanted in (("W", ".T @ x"), ("x", " @ W"), ("b", ".T @ ones(N)")):
        found = gradient("total(g*h)", wrt, define, shapes)
        assert found.verdict.verdict == "proved"
        assert shown(found) == f"hadamard(g, ones(N, H) - h^2){wanted}"


def test_what_is_differentiated_by_is_given() -> None:
    """∂/∂a of g·tanh(a) does not look at what a is made of."""
    shapes = ("g: N,H", "x: N,M", "W: H,M", "a: N,H")
    found = gradient("total(g*h)", "a", ("a = x@W.T", "h = tanh(a)"), shapes)
    assert shown(found) == "hadamard(g, ones(N, H) - h^2)"


@pytest.mark.parametrize("wrt", ["x", "h0", "c0", "Wi", "Uf", "Wg", "Uo"])
def test_a_whole_lstm_cell(wrt: str) -> None:
    found = gradient("total(h*dh)", wrt, LSTM, SHAPES)
    assert found.verdict.verdict == "proved"
    assert "sigma" not in shown(found)


def test_shapes_that_do_not_fit_are_named() -> None:
    with pytest.raises(DeriveError, match="M"):
        gradient("total(g*h)", "W", ("h = tanh(x@W)",), ("g: N,H", "x: N,M", "W: H,M"))


@pytest.mark.parametrize(
    ("text", "wrt", "shapes", "wanted"),
    [
        ("tr(kron(P, Q))", "Q", ("P: m,m", "Q: n,n"), "tr(P)*identity(n)"),
        ("total(A*outer(x, y))", "y", ("A: m,n", "x: m", "y: n"), "A.T @ x"),
        ("tr(diag(x)@A)", "x", ("A: m,m", "x: m"), "diag(A)"),
    ],
)
def test_products_that_make_new_axes(text: str, wrt: str, shapes: tuple[str, ...], wanted: str) -> None:
    assert shown(gradient(text, wrt, (), shapes)) == wanted
