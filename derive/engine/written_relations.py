"""Relations as a person writes them."""

from __future__ import annotations

from derive.engine.field import Frac, Poly
from derive.engine.normal import Normalizer
from derive.engine.signs import sign_carrier
from derive.expressions.build import ZERO, rel
from derive.expressions.expr import Expr


def relation_of(n: Normalizer, head: str, f: Poly) -> Expr:
    """`f head 0` as a person writes it: a constant goes to the right, a leading minus turns it."""
    one = n.ring.one.num
    exponent = sign_carrier(n, f)
    if exponent is not None and exponent[0].den == 1:
        return relation_of(n, head, n.ring.lift(exponent[0].num))
    terms = n.sorted_terms(f)
    constants = [c for c, e in terms if not e]
    if len(terms) == 2 and constants and abs(next(c for c, e in terms if e)) == 1:
        lead = next(c for c, e in terms if e)
        letter = n.express(Frac(lead * (f - constants[0]), one))
        value = n.express(n.ring.integer(-lead * constants[0]))
        turned = {"gt": "lt", "ge": "le", "lt": "gt", "le": "ge"}.get(head, head)
        return rel(head if lead > 0 else turned, letter, value)
    return rel(head, n.express_poly(f), ZERO)
