"""What is certain of the sign of a polynomial: by its terms, by declared facts, by exponents.

e^u − e^v has the sign of u − v · a fact plus something positive is positive
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from derive.engine.conjugates import conjugate
from derive.engine.constants import has_no_letters, sign_of_number
from derive.engine.factoring import factor, over_roots
from derive.engine.field import Frac, Poly
from derive.engine.integer_signs import STRICTLY, WEAKLY, beyond_one, integer_signs
from derive.engine.kernel import cone
from derive.engine.normal import Normalizer, Opaque
from derive.engine.units import is_complex, real_factors
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import alpha

MOST_SUMMED, MOST_FACTS = 4, 8
Terms = list[tuple[int, dict[int, int]]]
ODD_AND_GROWING = ("asin", "atan", "erf")
PLAIN = frozenset("num add mul neg pow sym idx entry".split())


def sign_of(n: Normalizer, f: Poly) -> int:
    """+1 / −1 when the polynomial has that sign (or is zero) wherever it has a value; 0 unknown."""
    visible = _visible_sign(n, f)[0]
    if visible:
        return visible
    exponent = sign_carrier(n, f)
    if exponent is not None:
        return exponent[1] * _sign_of_form(n, exponent[0])
    whole = _sign_in_integers(n, f)[0] or _by_conjugate(n, f)[0] or _of_number(n, f)
    if whole:
        return whole
    if not n.facts.signs:
        return 0
    known = n.facts.signs.get(n.express_poly(f), 0)
    return known or next((s for s, _ in _above_facts(n, f)), 0) or _by_sums(n, f)[0]


def _of_number(n: Normalizer, f: Poly) -> int:
    """The sign of a number that is written without letters, by balls."""
    if len(f) < 2 or not all(has_no_letters(n.ring.generators[i].expr) for i in n.ring.used(n.ring.lift(f))):
        return 0
    return sign_of_number(n.express_poly(f))


def _by_conjugate(n: Normalizer, f: Poly) -> tuple[int, bool]:
    """The sign of a + b·r where that of a² − b²r² is known, and whether it is strict."""
    found = conjugate(n, f)
    if found is None or found.norm == 0:
        return 0, False
    one = n.ring.one.num
    norm = _sign_of_form(n, Frac(found.norm, one))
    if not norm:
        return 0, False
    sign = _sign_of_form(n, Frac(found.plain if norm > 0 else found.slope, one))
    strictly = all(nonzero(n, g) for g, _ in irreducible(n, Frac(found.norm, one))[1])
    return sign, bool(sign) and strictly


def _sign_in_integers(n: Normalizer, f: Poly) -> tuple[int, bool]:
    """The sign of a polynomial in integers (or zero), and whether it is strict."""
    found = integer_signs(n, f)
    if found in WEAKLY:
        return WEAKLY[found], found in STRICTLY
    moved = beyond_one(n, f) if found == 7 else None
    if moved is None or moved == 0:
        return 0, False
    sign, strictly = _visible_sign(n, moved)
    return sign, strictly and any(not e for _, e in n.ring.terms(moved))


def sign_carrier(n: Normalizer, f: Poly) -> tuple[Frac, int] | None:
    """(u, c) where f has the sign of c·u, c = ±1: v − w for f = e^v − e^w or log v − log w, v for atan v,
    v − 1 for log v."""
    if len(f) == 1:
        return _odd_argument(n, f)
    terms = n.ring.terms(f) if len(f) == 2 else []
    if not terms or terms[0][0] != -terms[1][0] or abs(terms[0][0]) != 1:
        return None
    logs = _arguments_of_logs(n, terms)
    if logs is not None:
        return logs
    gap = n.ring.zero
    for c, exponents in terms:
        for i, e in exponents.items():
            g = n.ring.generators[i]
            if g.kind != "exp":
                return None
            gap = n.ring.add(gap, n.ring.mul(n.ring.integer(c * e), n.form(g.payload)))
    return (gap, 1) if gap.num != 0 else None


def _arguments_of_logs(n: Normalizer, terms: Terms) -> tuple[Frac, int] | None:
    """u − v for log u − log v."""
    gap = n.ring.zero
    for c, exponents in terms:
        (i, *more), (e, *_) = [*exponents, -1], [*exponents.values(), 0]
        shown = n.ring.generators[i].expr
        if len(more) != 1 or e != 1 or shown.head != "log" or shown.args[0].head == "abs":
            return None
        gap = n.ring.add(gap, n.ring.mul(n.ring.integer(c), n.form(shown.args[0])))
    return (gap, 1) if gap.num != 0 else None


def _odd_argument(n: Normalizer, f: Poly) -> tuple[Frac, int] | None:
    """An odd function that grows has the sign of its argument, log u that of u − 1."""
    ((c, exponents),) = n.ring.terms(f)
    if abs(c) != 1 or list(exponents.values()) != [1]:
        return None
    e = n.ring.generators[next(iter(exponents))].expr
    if e.head == "log" and e.args[0].head != "abs":
        gap = n.ring.sub(n.form(e.args[0]), n.ring.one)
        return (gap, c) if gap.num != 0 else None
    return (n.form(e.args[0]), c) if e.head in ODD_AND_GROWING else None


def _sign_of_form(n: Normalizer, u: Frac) -> int:
    """The certain sign of a fraction, 0 when unknown."""
    c, factors = irreducible(n, u)
    sign = 1 if c > 0 else -1
    for f, e in factors:
        sign *= sign_of(n, f) if e % 2 else 1
    return sign


def _above_facts(n: Normalizer, f: Poly) -> Iterator[tuple[int, bool]]:
    """(s, strictly) when s·f is a known nonnegative factor plus something visibly nonnegative."""
    for expr, sign in n.facts.signs.items():
        if not is_plain(expr):
            continue
        fact = n.form(expr)
        if fact.den != 1 or n.ring.is_constant(fact):
            continue
        for s in (1, -1):
            gap = n.ring.lift(f) * s - n.ring.lift(fact.num) * sign
            visible, strictly = _visible_sign(n, gap) if gap != 0 else (0, False)
            if visible > 0:
                yield s, strictly


def _by_sums(n: Normalizer, f: Poly) -> tuple[int, bool]:
    """The sign of x − y = (x − z) + (z − y), a sum of known ones, and whether it is strict."""
    if len(n.facts.signs) < 2 or not 1 < len(f) <= MOST_SUMMED or f.total_degree() != 1:
        return 0, False
    apart, letters = n.facts.nonzero, [n.ring.generators[i].expr for i in n.ring.used(f)]
    lines = [(e, s) for e, s in n.facts.signs.items() if e.head == "add" and is_plain(e)][:MOST_FACTS]
    known = [(e, ((4 if s > 0 else 1) if alpha(e) in apart else (6 if s > 0 else 3))) for e, s in lines]
    known += [(x, 4) for x in letters if n.facts.positive_letter(x)]
    found = cone.signs_of(n.express_poly(f), tuple(known)) if len(known) > 1 else 7
    return WEAKLY.get(found, 0), found in STRICTLY


def is_plain(expr: Expr) -> bool:
    """A polynomial in letters with integer coefficients: its form needs no sign of anything."""
    return all(
        e.head in PLAIN
        and (e.head != "num" or e.value.denominator == 1)
        and (e.head != "pow" or e.args[1].head == "num")
        for e in postorder(expr)
    )


def _visible_sign(n: Normalizer, f: Poly) -> tuple[int, bool]:
    """±1 when every term has that sign or is zero: a coefficient with nonnegative generators, even powers, or
    two factors known to be ≤ 0. Strictly so when one term is made of positive generators alone."""
    terms = n.ring.terms(f)
    found = {(c > 0) - (c < 0) for c, exponents in terms for c in (c * _sign_of_monomial(n, exponents),)}
    if len(found) > 1 or 0 in found:
        return 0, False
    generators = n.ring.generators
    return min(found, default=1), any(all(generators[i].positive for i in e) for _, e in terms)


def _sign_of_monomial(n: Normalizer, exponents: Mapping[int, int]) -> int:
    """±1 as the product of the factors' signs, where these are known; else 0."""
    total = 1
    for i, e in exponents.items():
        g = n.ring.generators[i]
        if e % 2 and not (g.positive or g.nonnegative or g.kind == "root"):
            total *= n.facts.signs.get(g.expr, 0)
    return total


def strictly_positive(n: Normalizer, f: Poly) -> bool:
    """Visibly positive, a declared fact, or more than something known to be nonnegative."""
    return strict_sign(n, f, only=1) > 0


def strict_sign(n: Normalizer, f: Poly, only: int = 0) -> int:
    """±1 when f certainly has that sign wherever it has a value, and 0 when neither is known.

    With `only`, the other sign is not looked for."""
    visible, strictly = _visible_sign(n, f)
    if visible and (strictly or (n.facts.nonzero and alpha(n.express_poly(f)) in n.facts.nonzero)):
        return visible
    wanted = [s for s in (1, -1) if only in (0, s)]
    whole, strictly = _sign_in_integers(n, f)
    if strictly and whole in wanted:
        return whole
    whole, strictly = _by_conjugate(n, f)
    if strictly and whole in wanted:
        return whole
    whole = _of_number(n, f)
    if whole in wanted:
        return whole
    if n.facts.positive:
        found = [s for s in wanted if alpha(n.express_poly(f if s > 0 else -f)) in n.facts.positive]
        if found:
            return found[0]
    exponent = sign_carrier(n, f)
    if exponent is not None:
        sign = sign_of(n, f)
        if sign in wanted and all(nonzero(n, g) for g, _ in irreducible(n, exponent[0])[1]):
            return sign
    if n.facts.signs:
        found_sign = next((s for s, strictly in _above_facts(n, f) if s in wanted and strictly), 0)
        sign, strictly = _by_sums(n, f) if not found_sign else (0, False)
        return sign if strictly and sign in wanted else found_sign
    return 0


def nonzero(n: Normalizer, f: Poly) -> bool:
    """Certainly not zero: a number, a sign known to be strict, or a declared f ≠ 0."""
    if f.is_constant():
        return bool(f != 0)
    if strict_sign(n, f):
        return True
    exponent = sign_carrier(n, f)
    if exponent is not None:
        return all(nonzero(n, g) for g, _ in irreducible(n, exponent[0])[1])
    if not n.facts.nonzero:
        return False
    return any(alpha(n.express_poly(g)) in n.facts.nonzero for g in (f, -f))


def irreducible(n: Normalizer, u: Frac) -> tuple[Fraction, list[tuple[Poly, int]]]:
    """u = c·∏ f^e, c rational: irreducible factors, or real ones where units occur."""
    if u.num == 0:
        raise Opaque("zero has no factors")
    if is_complex(n, u):
        return real_factors(n, u)
    above, num_factors = factor(n, n.ring.lift(u.num))
    below, den_factors = factor(n, n.ring.lift(u.den))
    content, out = Fraction(above, below), list[tuple[Poly, int]]()
    for f, e in (*num_factors, *((f, -e) for f, e in den_factors)):
        c, parts = over_roots(n, f) or (Fraction(1), [(f, 1)])
        content *= c**e
        out += [(g, k * e) for g, k in parts]
    return content, out


def factors_of_expr(n: Normalizer, e: Expr) -> tuple[Fraction, list[tuple[Poly, int]]]:
    """The irreducible factors of the form of e; kept."""
    found = n.factored.get(e)
    if found is None:
        found = n.factored[e] = n.run(lambda: irreducible(n, n.form(e)))
    content, factors = found
    return content, [(n.ring.lift(f), k) for f, k in factors]
