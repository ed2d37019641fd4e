"""Proposals of cases by the sign of a polynomial (kernel/reduced.py, split)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from derive.engine.by_slope import CHOICES
from derive.engine.kernel.goals import has_values_everywhere
from derive.engine.kernel.reduced import ORDERS
from derive.engine.learning import normalizer
from derive.engine.prepare import Prepared
from derive.errors import DeriveError
from derive.expressions.build import sub
from derive.expressions.expr import Expr, postorder

MOST_CASES = 2


def cases(prepared: Prepared) -> Iterator[dict[str, Any]]:
    """The functions whose sign matters: u of |u|, a − b of max(a, b); t − s of floors that are letters."""
    found: dict[Expr, None] = {}
    n = normalizer(prepared.inside, prepared.scope)
    for e in postorder(prepared.left, prepared.right) if _chooses(prepared) else ():
        if e.head in ("abs", "sign", "heaviside"):
            found.setdefault(e.args[0])
        elif e.head in ORDERS or (e.head in ("max", "min") and len(e.args) == 2):
            found.setdefault(sub(*e.args))
    known = [n.express(n.forms(u)[0]) for c in prepared.assumptions for u in _gaps(c)]
    count = 0
    for f in found:
        try:
            form = n.forms(f)[0]
        except DeriveError:
            continue
        shown = n.express(form)
        new = n.ring.constant_value(form) is None and shown not in known
        if new and has_values_everywhere(shown) and count < MOST_CASES:
            count += 1
            yield {"rule": "split", "on": shown}


def _gaps(relation: Expr) -> Iterator[Expr]:
    """±(left − right) of an order, where it is a polynomial."""
    if relation.head in ORDERS:
        for gap in (sub(*relation.args), sub(*relation.args[::-1])):
            if has_values_everywhere(gap):
                yield gap


def _chooses(prepared: Prepared) -> bool:
    return bool((prepared.left.kinds | prepared.right.kinds) & CHOICES)
