"""Vector–Jacobian and Jacobian–vector products as results, for symbolic shapes.

VJP   vᵀ ∂f/∂x, the gradient of ⟨v, f(x)⟩: the shape of x, v has the shape of f
JVP   (∂f/∂x) v, the derivative of ⟨u, f⟩ along v read off by u: the shape of f, v has the shape of x

(Pearlmutter, Fast exact multiplication by the Hessian, 1994, for the second as a gradient of the first.)
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.answers.task import with_shapes
from derive.errors import DeriveError
from derive.notation.context import EMPTY
from derive.notation.shapes import Shape, said, same_shape, shape_of
from derive.read import read_expression
from derive.registry import Registry
from derive.render.plain import plain
from derive.results.own_gradient import OwnGradient, own_gradient

KINDS = ("vjp", "jvp")


def own_product(
    kind: str,
    text: str,
    wrt: str,
    by: str,
    registry: Registry,
    *,
    shapes: Sequence[str],
    syntax: str = "auto",
) -> OwnGradient:
    """The derivation and closed form of vᵀ ∂text/∂wrt ("vjp") or (∂text/∂wrt) v ("jvp"), with its verdict.

    `by` is the letter v, declared in `shapes` like the others.
    Raises DeriveError where v has not the shape of the formula (vjp) or of `wrt` (jvp).
    """
    name, direction = (x.strip().lstrip("\\") for x in (wrt, by))
    context = with_shapes(EMPTY, shapes)
    for each in (name, direction):
        if each not in context.letters:
            raise DeriveError(f"{each} has no declared shape", hint=f"declare it: --shape '{each}: n'")
    reading = read_expression(text, context, registry.functions, syntax=syntax, infer=True, arrays=True)
    over = shape_of(reading.expr, reading.context)
    if over is None:
        raise DeriveError(f"the shape of {text} is not known", hint="declare the shapes of its letters")
    written = plain(reading.expr, reading.context, registry.functions)
    axes = context.letters[direction].axes
    _must_fit(axes, over if kind == "vjp" else context.letters[name].axes, direction, kind)
    if kind == "vjp":
        return own_gradient(_paired(direction, written, over), name, registry, shapes=shapes, syntax="plain")
    probe = _free("u", reading.context.letters)
    sizes = ", ".join(plain(n, reading.context, registry.functions) for n in over)
    wider = [*shapes, f"{probe}: {sizes}"]
    back = own_gradient(_paired(probe, written, over), name, registry, shapes=wider, syntax="plain")
    back.verdict.require()
    if back.closed is None:
        raise DeriveError("the vector–Jacobian product has no matrix notation, so there is none of this one")
    pulled = plain(back.closed, back.context, registry.functions)
    pairing = _paired(direction, pulled, axes)
    return own_gradient(pairing, probe, registry, shapes=wider, syntax="plain")


def _must_fit(axes: Shape, wanted: Shape, name: str, kind: str) -> None:
    if not same_shape(axes, wanted):
        of = "the formula" if kind == "vjp" else "the letter it is differentiated by"
        raise DeriveError(f"{name} is {said(axes)}, {of} is {said(wanted)}", hint="the two shapes must agree")


def _paired(left: str, right: str, shape: Shape) -> str:
    """⟨left, right⟩ in plain maths."""
    if not shape:
        return f"{left}*({right})"
    return f"dot({left}, {right})" if len(shape) == 1 else f"total(hadamard({left}, {right}))"


def _free(name: str, taken: object) -> str:
    return next(n for n in (name, "q", "r", "w", "a", "b", "e") if n not in taken)  # type: ignore[operator]
