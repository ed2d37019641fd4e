"""What the declared assumptions give outright: signs, values, orders, what is not zero."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from derive.engine.choices import compares_integers, order_key
from derive.engine.conditions import constant
from derive.engine.facts import Facts
from derive.engine.field import Poly
from derive.engine.normal import Normalizer
from derive.engine.signs import factors_of_expr, nonzero, sign_of
from derive.errors import DeriveError
from derive.expressions.build import sub
from derive.expressions.expr import Expr, Index, free_indices, postorder
from derive.expressions.walk import alpha


def learn(
    facts: Facts,
    assumptions: Sequence[Expr],
    scope: dict[Index, tuple[Expr, Expr]],
    here: frozenset[Index],
    *,
    isolated: bool = False,
) -> Facts:
    """Signs and values that the assumptions give outright.

    From f²·g ≥ 0 follows g ≥ 0 where f ≠ 0: this is learnt only with `isolated`, and f kept as an exception.

    An index letter of the statement (`here`) means that place; any other means every place.
    """
    if not assumptions:
        return facts
    for assumption in assumptions:
        facts = _fixed_value(facts, assumption)
    letters = [x for a in assumptions for x in _bare_positive(a, here) or ()]
    facts = replace(facts, positive=facts.positive.union(letters))
    signs: dict[Expr, int] = {}
    products = list(facts.products)
    exceptions = dict.fromkeys(facts.exceptions)
    strict, apart = set(facts.positive), set(facts.nonzero)
    n = shared_normalizer(facts, scope)
    for assumption in assumptions:
        if assumption.head in ("ne", "gt", "lt"):
            apart.update(_nonzero_factors(n, assumption))
        odd, sign, thin = _odd_factors(n, assumption)
        if thin and not isolated:
            continue
        exceptions.update(dict.fromkeys(thin))
        names = [n.express_poly(f) for f in odd]
        if len(odd) == 1:
            signs[names[0]] = sign
            if assumption.head in ("gt", "lt"):
                strict.add(alpha(names[0] if sign > 0 else n.express_poly(-odd[0])))
        elif odd:
            products.append((frozenset(names), sign))
    return replace(
        facts,
        products=tuple(products),
        exceptions=tuple(exceptions),
        positive=frozenset(strict),
        nonzero=frozenset(apart),
        brackets={**facts.brackets, **_orders(n, assumptions)},
        unequal=facts.unequal | _unequal(n, assumptions),
    ).with_signs(signs)


def _orders(n: Normalizer, assumptions: Sequence[Expr]) -> dict[Expr, int]:
    """Declared orders between integers, as the normal form writes them."""
    found = {}
    for a in assumptions:
        if a.head in ("lt", "le", "gt", "ge") and compares_integers(n, *a.args):
            decided, key = order_key(n, a)
            if decided is None:
                found[key] = 1
    return found


def _unequal(n: Normalizer, assumptions: Sequence[Expr]) -> frozenset[Expr]:
    """Declared i ≠ k, as the normal form writes the difference."""
    found = set()
    for a in assumptions:
        if a.head == "ne" and compares_integers(n, *a.args):
            gap = n.forms(sub(*a.args))[0]
            found.add(n.express(gap if n.leading_sign(gap.num) > 0 else n.ring.neg(gap)))
    return frozenset(found)


def _nonzero_factors(n: Normalizer, assumption: Expr) -> Iterable[Expr]:
    try:
        found = factors_of_expr(n, sub(*assumption.args))[1]
        return [alpha(n.express_poly(f)) for f, _ in found]
    except DeriveError:
        return []


def _fixed_value(facts: Facts, assumption: Expr) -> Facts:
    """`letter = expression free of it` fixes the letter."""
    if assumption.head != "eq":
        return facts
    for a, b in (assumption.args, assumption.args[::-1]):
        if a.head in ("sym", "entry") and not any(e is a for e in postorder(b)):
            if a.head == "entry" and free_indices(a):
                continue
            if constant(b) is not None or a.head == "sym":
                return replace(facts, values={**facts.values, a: b})
        if a.head == "idx" and not any(e is a for e in postorder(b)):
            return replace(facts, values={**facts.values, a: b})
    return facts


def _bare_positive(assumption: Expr, here: frozenset[Index]) -> list[Expr] | None:
    """x > 0 or 0 < x (or x > c ≥ 0) for a letter; x_i > 0 for every entry of an array."""
    if assumption.head not in ("gt", "lt", "ge", "le"):
        return None
    a, b = assumption.args if assumption.head in ("gt", "ge") else assumption.args[::-1]
    bound = constant(b)
    if bound is None or bound < 0 or (bound == 0 and assumption.head in ("ge", "le")):
        return None
    if a.head in ("sym", "idx"):
        return [alpha(a)]
    if a.head == "entry" and a.args[0].head == "sym" and all(i.head == "idx" for i in a.args[1:]):
        open_places = len({i.value for i in a.args[1:]} - here) == len(a.args) - 1
        return [a.args[0]] if open_places else [alpha(a)]
    return None


def _odd_factors(n: Normalizer, assumption: Expr) -> tuple[list[Poly], int, list[Expr]]:
    """The odd irreducible factors of left − right whose signs are open, the sign of their product, and the
    even factors on whose zeros this says nothing."""
    if assumption.head not in ("gt", "lt", "ge", "le"):
        return [], 0, []
    a, b = assumption.args if assumption.head in ("gt", "ge") else assumption.args[::-1]
    try:
        content, factors = factors_of_expr(n, sub(a, b))
    except DeriveError:
        return [], 0, []
    sign = 1 if content > 0 else -1
    odd = []
    for f, e in factors:
        if e % 2:
            known = sign_of(n, f)
            odd += [] if known else [f]
            sign *= known or 1
    even = [f for f, e in factors if not e % 2 and e > 0 and not nonzero(n, f)]
    thin = [n.express_poly(f) for f in even] if odd and assumption.head in ("ge", "le") else []
    return odd, sign, thin


def normalizer(facts: Facts, scope: dict[Index, tuple[Expr, Expr]]) -> Normalizer:
    n = Normalizer(facts)
    n.scope.update(scope)
    return n


def shared_normalizer(facts: Facts, scope: dict[Index, tuple[Expr, Expr]]) -> Normalizer:
    """One for all questions about what is known, so that no form is computed again for each of them."""
    found: tuple[object, Normalizer] | None = facts.forms.get(0)
    if found is None or found[0] is not scope:
        found = facts.forms[0] = (scope, normalizer(facts, scope))
    return found[1]
