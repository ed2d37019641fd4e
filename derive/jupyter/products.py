"""Vector–Jacobian and Jacobian–vector products, as a notebook types them."""

from __future__ import annotations

from collections.abc import Mapping

from derive.answers.task import shapes_of
from derive.jupyter.library import library_of
from derive.jupyter.shown_derivation import ShownDerivation, shown_gradient
from derive.results.products import own_product


def vjp(
    expr: str, wrt: str, v: str, *, shapes: Mapping[str, str], syntax: str = "auto", detail: str = "brief"
) -> ShownDerivation:
    """The derivation of vᵀ ∂expr/∂wrt, the gradient of ⟨v, expr⟩ by the whole array `wrt`, in closed form.

    The result has the shape of `wrt`; `v` is a letter with the shape of `expr`, declared in `shapes`.
    Raises DeriveError when the shapes differ (both are named), ReadError for what cannot be read.
    """
    registry = library_of(())
    found = own_product("vjp", expr, wrt, v, registry, shapes=shapes_of(shapes), syntax=syntax)
    return shown_gradient(found, registry, detail)


def jvp(
    expr: str, wrt: str, v: str, *, shapes: Mapping[str, str], syntax: str = "auto", detail: str = "brief"
) -> ShownDerivation:
    """The derivation of (∂expr/∂wrt) v, the derivative of `expr` along v, in closed form.

    The result has the shape of `expr`; `v` is a letter with the shape of `wrt`, declared in `shapes`. It is
    the gradient by u of ⟨v, uᵀ ∂expr/∂wrt⟩, and both gradients are proved.
    Raises DeriveError when the shapes differ (both are named), ReadError for what cannot be read.
    """
    registry = library_of(())
    found = own_product("jvp", expr, wrt, v, registry, shapes=shapes_of(shapes), syntax=syntax)
    return shown_gradient(found, registry, detail)
