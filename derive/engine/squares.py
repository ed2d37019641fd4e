"""Factors of which only the square is needed: 1 − 2x² of 1 − (2x√(1 − x²))² ≥ 0."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from derive.engine.learning import normalizer
from derive.engine.prepare import Prepared, squared
from derive.engine.signs import irreducible
from derive.errors import DeriveError
from derive.expressions.build import sub
from derive.expressions.expr import Expr


def squared_factors(prepared: Prepared) -> Iterator[Expr]:
    """f, for each f² that must not be negative for the sides to have values; the kernel looks among them."""
    n = normalizer(prepared.inside, prepared.scope)
    for condition, guards in prepared.asked:
        if not guards and condition.head in ("le", "ge"):
            with suppress(DeriveError):
                form = n.forms(sub(*squared(condition).args))[0]
                yield from (n.express_poly(f) for f, e in irreducible(n, form)[1] if e % 2 == 0)
