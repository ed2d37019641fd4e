"""False limits, each with the certificate that once proved it, or would if one check were left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from derive.expressions.build import ONE, ZERO, neg, num, power, sub, sym
from derive.expressions.expr import Expr, node
from tests.kernel.lies import Certificate, assert_refused, stated, tree, values, x

t, u, v = sym("t·"), sym("u·"), sym("v·")


def branches(*parts: Certificate) -> Certificate:
    return {"branches": list(parts)}


def branch(form: Expr, decays: Iterable[Any] = (), signs: Iterable[Any] = ()) -> Certificate:
    return {"form": form, "decays": [list(d) for d in decays], "signs": [list(s) for s in signs]}


def leading(decays: Iterable[Any]) -> Certificate:
    return {"rule": "leading", **branch(t, decays)}


MINUS = num(-1)
LIMITS = [
    ("limit(sign(1/x), x, oo) = 0", (), branches(branch(node("sign", u), [(u, -1, ZERO)]))),
    ("limit(floor(-1/x), x, oo) = 0", (), branches(branch(node("floor", neg(u)), [(u, -1, ZERO)]))),
    ("limit(exp(-x)^(1/x), x, oo) = 1", (), branches(branch(power(u, v), [(u, 0, ONE), (v, -1, ZERO)]))),
    ("limit(exp(-x)^(1/x), x, oo) = 1", (), {"step": {"rule": "parts", "outer": power(u, v), "parts": [
        ["u·", tree("exp(-x)"), leading([(t, 0, ONE)])], ["v·", tree("1/x"), leading([(t, -1, ZERO)])]]}}),
    ("limit(sqrt(x-1)^2, x, 0) = -1", (), branches(branch(sub(x, ONE)))),
    ("limit(abs(x-5), x, 0) = -5", ("x > 5",), branches(branch(sub(x, num(5))))),
    ("limit(abs(x-5), x, 0) = -5", ("x > 5",), {"step": {
        "rule": "taylor", "order": 0, "above": sub(x, num(5)), "below": ONE}}),
    ("limit(abs(x-5), x, 0) = -5", ("x^2*(x-5) > 0",), branches(branch(sub(x, num(5))))),
    ("limit(x^n/abs(x)^n, x, 0) = 1", (), {"step": {
        "rule": "taylor", "order": 0, "above": ONE, "below": ONE}}),
    ("limit(x^n/abs(x)^n, x, 0) = 1", (), branches(branch(ONE))),
    ("limit(abs(x)/x, x, 0) = sign(x)", (), branches(
        branch(ONE, (), [(x, 1)]), branch(MINUS, (), [(x, -1)]))),
    ("limit(abs(x)/x, x, 0) = 1", (), branches(branch(ONE))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "assumptions", "entry"), LIMITS, ids=[f"{s} {a}" for s, a, _ in LIMITS])
def test_limits(text, assumptions, entry):
    asked = stated(text, *assumptions)
    for conditions in ((), ("x != 0",)):
        certificate = values("field", conditions, limits=[entry], witness={"x": "6", "n": "1"})
        assert_refused(asked, certificate)
