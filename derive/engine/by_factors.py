"""Proposals of a plainer gap: v − u = f·(z − w) with f ≥ 0, and cases by the signs of its factors.

e^{−nη}·(e^{−η} − 1 + η) ≥ 0    from 0 ≤ e^{−η} − 1 + η
x·tanh x ≥ 0                    by the sign of x
2 √(A B) − 2 c ≥ 0              from c ≤ √(A B), whose squares are compared next
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from derive.engine.field import Poly
from derive.engine.inequality import factors_of, gap_of, signed
from derive.engine.kernel.goals import has_values_everywhere
from derive.engine.learning import normalizer
from derive.engine.normal import Normalizer
from derive.engine.prepare import Prepared
from derive.errors import DeriveError
from derive.expressions.build import ONE, ZERO, add, mul, neg, num, power
from derive.expressions.expr import Expr, kinds

MOST_CASES = 2
ROOTS = kinds("sqrt", "pow")


def plainer_gaps(prepared: Prepared) -> Iterator[dict[str, Any]]:
    """One factor of unknown sign alone; else cases by the polynomials among several; roots on one side."""
    relation = prepared.statement.relation
    n = normalizer(prepared.inside, prepared.scope)
    try:
        form = n.forms(gap_of(prepared))[0]
        number, factors = factors_of(n, form)
        open_, known = [], list[Expr]()
        for f, e in factors:
            sign, shown = signed(n, f, e, relation, prepared)
            number *= sign or 1
            if sign:
                known.append(power(shown, num(e)))
            else:
                open_.append((f, e, shown))
    except DeriveError:
        return
    if len(open_) > 1:
        yield from _cases(open_)
    elif len(open_) == 1 and open_[0][1] % 2:
        f, e, shown = open_[0]
        if known or e < 0:
            yield _alone(shown, e, number, known)
        yield from _roots_apart(n, f, e, number, known, _smaller(prepared))


def _smaller(prepared: Prepared) -> Expr:
    return prepared.left if prepared.statement.relation in ("lt", "le") else prepared.right


def _alone(shown: Expr, e: int, number: Fraction, known: list[Expr]) -> dict[str, Any]:
    """0 ≤ ±f, where the gap is |number|·∏ known·f^e."""
    factor = [num(abs(number)), *known] + ([power(shown, num(e - 1))] if e != 1 else [])
    return _scaled(ZERO, shown if number > 0 else neg(shown), factor)


def _scaled(small: Expr, big: Expr, factor: list[Expr]) -> dict[str, Any]:
    parts = [f for f in factor if f is not ONE]
    return {"rule": "scaled", "small": small, "big": big, "factor": mul(*parts) if parts else ONE}


def _cases(open_: list[tuple[Poly, int, Expr]]) -> Iterator[dict[str, Any]]:
    found = [shown for _, e, shown in open_ if e % 2 and has_values_everywhere(shown)]
    yield from ({"rule": "split", "on": shown} for shown in found[:MOST_CASES])


def _roots_apart(
    n: Normalizer, f: Poly, e: int, number: Fraction, known: list[Expr], below: Expr
) -> Iterator[dict[str, Any]]:
    """The terms with roots on the greater side, where they are ≥ 0 one by one and are not alone there yet."""
    if e != 1 or (abs(number) == 1 and not known and not below.kinds & ROOTS):
        return
    apart, rest = list[Expr](), list[Expr]()
    for c, exponents in n.ring.terms(f if number > 0 else -f):
        rooted = any(n.ring.generators[i].kind == "root" for i in exponents)
        if rooted and c < 0:
            return
        term = n.express_poly(n.ring.monomial(exponents) * (c if rooted else -c))
        (apart if rooted else rest).append(term)
    if apart and rest:
        yield _scaled(add(*rest), add(*apart), [num(abs(number)), *known])
