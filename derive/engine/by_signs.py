"""Two forms compared for u ≥ 0 and for u ≤ 0: |u| and max(u, 0) are u there, or −u and 0."""

from __future__ import annotations

from collections.abc import Iterator

from derive.engine import forms
from derive.engine.rational import same_rational
from derive.engine.tidy import negate, product, split_sign, terms_of, total
from derive.expressions.build import ONE, ZERO, exp
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import transform


def same_for_both_signs(left: Expr, right: Expr) -> bool:
    """Whether the two agree for either sign of the one u that they take |u|, max(u, 0) or min(u, 0) of."""
    found = {forms.key(u): u for side in (left, right) for u in arguments(side)}
    if len(found) != 1:
        return False
    (u,) = found.values()
    sides = [(signed(left, u, sign), signed(right, u, sign)) for sign in (1, -1)]
    return all(same_with_logarithms(a, b) for a, b in sides)


def arguments(expr: Expr) -> Iterator[Expr]:
    """u for |u|, |−u|, max(u, 0) and min(u, 0)."""
    for each in postorder(expr):
        inside = _inside(each)
        if inside is not None:
            yield split_sign(inside)[1]


def _inside(expr: Expr) -> Expr | None:
    if expr.head == "abs":
        return expr.args[0]
    if expr.head in ("max", "min") and len(expr.args) == 2 and ZERO in expr.args:
        return expr.args[1] if expr.args[0] is ZERO else expr.args[0]
    return None


def signed(expr: Expr, u: Expr, sign: int) -> Expr:
    """The form that `expr` has where sign · u ≥ 0."""

    def here(each: Expr) -> Expr | None:
        inside = _inside(each)
        if inside is None:
            return None
        own, bare = split_sign(inside)
        if forms.key(bare) != forms.key(u):
            return None
        positive = own * sign > 0
        if each.head == "abs":
            return inside if positive else negate(inside)
        return inside if positive == (each.head == "max") else ZERO

    return transform(expr, here)


def same_with_logarithms(left: Expr, right: Expr) -> bool:
    """a + log b = c + log d from e^a b = e^c d, for the logarithms that stand with a factor 1 or −1."""
    rest, above, below = list[Expr](), [ONE], [ONE]
    for term in terms_of(forms.collect(forms.expand(total(left, negate(right))))):
        sign, bare = split_sign(term)
        if bare.head == "log":
            (above if sign > 0 else below).append(bare.args[0])
        else:
            rest.append(term)
    over = product(exp(total(*rest)), *above) if rest else product(*above)
    return same_rational(over, product(*below))
