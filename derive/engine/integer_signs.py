"""Signs of polynomials in integers: n − 1 ≥ 0 for a size n, p² − p ≥ 0 for every integer p.

One letter: the integers between the roots. Several: with n = 1 + n′ for every size, every term ≥ 0.
"""

from __future__ import annotations

from derive.engine.field import Poly
from derive.engine.kernel import line
from derive.engine.normal import Normalizer
from derive.expressions.build import ONE, add
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import substitute

WEAKLY = {2: 1, 4: 1, 6: 1, 1: -1, 3: -1}  # the sign, or zero
STRICTLY = {4: 1, 1: -1}


def integer_signs(n: Normalizer, f: Poly) -> int:
    """The set of signs (1: −, 2: 0, 4: +) that a polynomial in one integer letter can have; 7: unknown."""
    letters = letters_of(n, f)
    if letters is None or len(letters) != 1 or not n.facts.is_integer(letters[0]):
        return 7
    x = letters[0]
    known = [(x, 4)] if n.facts.positive_letter(x) else []
    known += [(u, 6 if s > 0 else 3) for u, s in n.facts.signs.items() if line.atom(u) is x]
    return line.signs(n.express_poly(f), tuple(known), True)


def letters_of(n: Normalizer, f: Poly) -> list[Expr] | None:
    """The generators of f when all of them are letters."""
    generators = [n.ring.generators[i] for i in n.ring.used(f)]
    return [g.expr for g in generators] if all(g.kind == "letter" for g in generators) else None


def beyond_one(n: Normalizer, f: Poly) -> Poly | None:
    """f with every size n put as 1 + n; None when there is no size in it."""
    letters = letters_of(n, f)
    sizes = [x for x in letters or () if n.facts.role(x) == "size"]
    if not sizes:
        return None
    moved: Expr = substitute(n.express_poly(f), {x: add(x, ONE) for x in sizes})
    form = n.form(moved)
    return n.ring.lift(form.num) if form.den == 1 and any(e in sizes for e in postorder(moved)) else None
