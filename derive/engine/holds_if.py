"""Natural conditions under which a false statement is true, read off what is left of the difference.

    a factor Σ y − c of the residual   →  Σ y = c       (data of symbolic length, never a single unknown)
    a zero cell of the case split      →  its condition (i = k, 1 ≤ j ≤ n, x ≥ 0)
    failing only for the least sizes   →  n ≥ 2

Whatever is proposed here is only a proposal: the statement is proved under it, or it is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from derive.engine.agreement import AUTHORS_CASES, by_agreement
from derive.engine.cells import split_function
from derive.engine.conditions import NEGATION
from derive.engine.domains import described
from derive.engine.factoring import factor
from derive.engine.field import Frac, Poly
from derive.engine.kernel.cone import contradictory
from derive.engine.learning import normalizer
from derive.engine.normal import Normalizer
from derive.engine.prepare import Prepared
from derive.engine.remainders import by_remainders
from derive.engine.zero import Leaf, Outcome
from derive.errors import DeriveError
from derive.expressions.build import PI, TWO, ZERO, div, eq, fn, mul, neg, num, rel, sub
from derive.expressions.expr import Expr, kinds, node, number_value, postorder
from derive.expressions.walk import alpha, letters

MAX_PROPOSALS = 8
ANALYTIC = kinds("num", "dec", "const", "sym", "add", "mul", "neg", "div", "pow", "exp", "sin", "cos")
COUNTED = kinds("idx", "entry", "sum", "prod", "delta", "floor", "ceil", "mod")
SUM_OF_ENTRIES = kinds("sum", "entry")
HALF_TURN = div(PI, num(2))
PRINCIPAL = {
    ("asin", "sin"): (("ge", "le"), ((neg(HALF_TURN), HALF_TURN),)),
    ("acos", "cos"): (("ge", "le"), ((ZERO, PI), (neg(PI), ZERO))),
    ("atan", "tan"): (("gt", "lt"), ((neg(HALF_TURN), HALF_TURN),)),
    ("acos", "sin"): (("ge", "le"), ((neg(HALF_TURN), HALF_TURN),)),
    ("asin", "cos"): (("ge", "le"), ((ZERO, PI), (neg(PI), ZERO))),
}
CLOSED = {"gt": "ge", "lt": "le"}


def never_by_cases(prepared: Prepared) -> bool:
    """Whether the difference has one form everywhere and names no size, so that nothing can be proposed."""
    if (prepared.left.kinds | prepared.right.kinds) & ~ANALYTIC or any(_sizes(prepared)):
        return False
    powers = (e.args[1] for e in postorder(prepared.left, prepared.right) if e.head == "pow")
    return all(q.head == "num" and q.value.denominator == 1 for q in powers)


def only_outright(prepared: Prepared) -> bool:
    """Whether being zero in one of the cases says nothing: the author distinguished them, and nothing is
    indexed or rounded."""
    inner = prepared.left.kinds | prepared.right.kinds
    return bool(_written(prepared) & AUTHORS_CASES) and not inner & COUNTED


def _written(prepared: Prepared) -> int:
    bits = 0
    for each in prepared.opened:
        bits |= each.kinds
    return bits


def natural_conditions(prepared: Prepared, outcome: Outcome | None) -> list[tuple[Expr, ...]]:
    """Proposals, the most general first."""
    out: dict[tuple[Expr, ...], tuple[Expr, ...]] = {}
    try:
        for found in _proposals(prepared, outcome):
            proposal = tuple(map(two_sided, described(found, prepared.assumptions)))
            out.setdefault(tuple(alpha(c) for c in proposal), proposal)
    except DeriveError:  # the residual is beyond the normal form: what was proposed so far stands
        pass
    return list(out.values())[:MAX_PROPOSALS]


def two_sided(condition: Expr) -> Expr:
    """x ≥ y for x − y ≥ 0."""
    gap = condition.args[0] if condition.head in NEGATION and condition.args[1] is ZERO else condition
    apart = gap.head == "add" and len(gap.args) == 2 and sum(a.head == "neg" for a in gap.args) == 1
    if not apart or number_value(gap.args[1]) is not None:
        return condition
    left, right = sorted(gap.args, key=lambda a: a.head == "neg")
    return rel(condition.head, left, right.args[0])


def _proposals(prepared: Prepared, outcome: Outcome | None) -> Iterator[tuple[Expr, ...]]:
    yield from _principal(prepared)
    yield from by_remainders(prepared)
    if outcome is not None:
        yield from _cells(outcome, bool(_written(prepared) & AUTHORS_CASES))
        for leaf in outcome.leaves:
            if not leaf.zero and leaf.residual is not None:
                yield from _divisibility(prepared, leaf.residual)
                yield from _equations(prepared, leaf.residual)
        yield from _off_seams(prepared, outcome)
    yield from _sizes(prepared)
    yield from by_agreement(prepared)


def _principal(prepared: Prepared) -> Iterator[tuple[Expr, ...]]:
    """asin sin u: that u is a principal value, −π/2 ≤ u ≤ π/2; acos cos u falls and rises once more."""
    for e in postorder(prepared.statement.left, prepared.statement.right):
        found = PRINCIPAL.get((e.head, e.args[0].head)) if len(e.args) == 1 else None
        if found is not None and letters(e):
            orders, ranges = found
            u = e.args[0].args[0]
            yield from ((rel(orders[0], u, low), rel(orders[1], u, high)) for low, high in ranges)


def _off_seams(prepared: Prepared, outcome: Outcome) -> Iterator[tuple[Expr, ...]]:
    """Equal wherever the functions compared are not zero: that they are not."""
    split = split_function(prepared, outcome) if outcome.proved and outcome.seams else None
    if split is not None:
        yield (rel("ne", split, ZERO),)


def _cells(outcome: Outcome, piecewise: bool) -> Iterator[tuple[Expr, ...]]:
    """Conditions shared by all the cells in which the difference is zero; then each cell by itself.

    Where the author distinguished cases, being right in one of them is no condition on the data."""
    good = [leaf for leaf in outcome.leaves if leaf.zero]
    if piecewise:
        good = [leaf for leaf in good if not leaf.signs]
    if not good or len(good) == len(outcome.leaves):
        return
    shared = tuple(c for c in good[0].conditions if all(c in leaf.conditions for leaf in good))
    names = {e for leaf in good for c in leaf.conditions for e in postorder(c) if e.head in ("sym", "entry")}
    apart = len(good) > 1 and len(names) < 2  # x ≥ 0 or x ≤ −1: half of it is no condition
    pairs = () if shared else _of_one_sign(good, [leaf for leaf in outcome.leaves if not leaf.zero])
    for conditions in (shared, *pairs, *(leaf.conditions for leaf in (() if apart else _largest(good)))):
        if conditions and not any(_names_the_case(c) for c in conditions):
            closed = tuple(node(CLOSED.get(c.head, c.head), *c.args) for c in conditions)
            yield needed(closed)
            yield needed(conditions)


def _of_one_sign(good: Sequence[Leaf], bad: Sequence[Leaf]) -> Iterator[tuple[Expr, ...]]:
    """u v > 0, where the difference is zero just in the cells in which u and v have the same sign."""
    split = dict.fromkeys(f for leaf in (*good, *bad) for f, _ in leaf.signs)
    for u, v in combinations(split, 2):
        product = {_product(leaf, u, v) for leaf in good}, {_product(leaf, u, v) for leaf in bad}
        if product in (({1}, {-1}), ({-1}, {1})):
            found = (rel("ge" if 1 in product[0] else "le", _together(*sorted((u, v), key=repr)), ZERO),)
            if len(letters(found[0])) > 1 or described(found, ())[0].args[0].head != "mul":
                yield found


def _together(u: Expr, v: Expr) -> Expr:
    """u v; sin 2w, of the same sign, for cos w sin w."""
    if (u.head, v.head) == ("cos", "sin") and u.args == v.args:
        w = u.args[0]
        halved = w.head == "div" and number_value(w.args[1]) == 2
        return fn("sin", w.args[0] if halved else mul(TWO, w))
    return mul(u, v)


def _product(leaf: Leaf, u: Expr, v: Expr) -> int:
    """The sign of u v in the cell; 0 where it is not known."""
    return _sign(leaf, u) and _sign(leaf, u) * _sign(leaf, v)


def _sign(leaf: Leaf, u: Expr) -> int:
    """The sign of u in the cell, also where it follows from the signs of others."""
    found = dict(leaf.signs).get(u, 0)
    if found:
        return found
    below, above = (contradictory([*leaf.conditions, rel(head, u, ZERO)]) for head in ("ge", "le"))
    return above - below


def _length(e: Expr) -> int:
    return sum(1 for _ in postorder(e))


def needed(conditions: tuple[Expr, ...]) -> tuple[Expr, ...]:
    """Without those that follow from the others by addition: x + y ≥ 0 beside x ≥ 0 and y ≥ 0."""
    kept = list(conditions)
    for c in sorted(conditions, key=lambda c: -_length(c)):
        others = [o for o in kept if o is not c]
        if c.head in NEGATION and contradictory([*others, node(NEGATION[c.head], *c.args)]):
            kept = others
    return tuple(kept)


def _names_the_case(condition: Expr) -> bool:
    """i = k between places or integer letters says which case is meant; it is no condition on the data."""
    places = [x for x in postorder(condition) if x.head in ("idx", "sym", "entry")]
    return condition.head in ("eq", "ne") and len(places) > 1


def _divisibility(prepared: Prepared, residual: Expr) -> Iterator[tuple[Expr, ...]]:
    """⌊N/D⌋ in what is left: that D divides N; ⌊N/2^i⌋ as it is written, not as ⌊N/e^{i log 2}⌋."""
    floors = list(dict.fromkeys(e for e in postorder(residual) if e.head == "floor"))
    real = [x for e in floors for x in letters(e).values() if not prepared.facts.is_integer(x)]
    if floors and (len(floors) == 1 or not real):
        yield tuple(eq(e, e.args[0]) for e in floors)
    written = list(dict.fromkeys(e for e in postorder(*prepared.opened) if e.head == "floor"))
    if len(floors) == len(written) == 1:
        yield (eq(written[0], written[0].args[0]),)


def _largest(leaves: list[Leaf]) -> list[Leaf]:
    return sorted(leaves, key=lambda leaf: len(leaf.conditions))[:2]


def _equations(prepared: Prepared, residual: Expr) -> Iterator[tuple[Expr, ...]]:
    if residual.kinds & SUM_OF_ENTRIES != SUM_OF_ENTRIES:
        return
    n = normalizer(prepared.inside, prepared.scope)
    try:
        form, gap, *sides = n.forms(
            residual, sub(prepared.left, prepared.right), prepared.left, prepared.right
        )
        factors = [f for f, _ in factor(n, n.ring.lift(form.num))[1]]
    except DeriveError:
        return
    about_itself = any(n.ring.constant_value(side) is not None for side in sides)
    silent = [f for f in factors if any(_says_nothing(n, f, side) for side in sides)]
    found = [c for c in (_vanishing(n, f, gap, about_itself) for f in silent) if c is not None]
    yield from ((c,) for c in sorted(found, key=_plainness))


def _says_nothing(n: Normalizer, f: Poly, side: Frac) -> bool:
    """Whether a side is free of the sum that f is about: its author left it out, as 1 or as 0. Where both
    sides hold Σ x with different coefficients, Σ x = 0 would delete what is claimed."""
    about = [i for i in n.ring.used(n.ring.lift(f)) if n.ring.generators[i].kind == "sum"]
    return bool(about) and not any(
        i in about for p in (side.num, side.den) for i in n.ring.used(n.ring.lift(p))
    )


def _vanishing(n: Normalizer, f: Poly, gap: Frac, about_itself: bool) -> Expr | None:
    """f = 0 as a condition on data, unless it is the whole difference to a number, Σ p = 1 of itself, or says
    that the whole difference Σ x is 0."""
    condition = _sum_equals_number(n, f)
    if condition is None:
        return None
    try:
        rest = n.ring.mul(gap, n.ring.inverse(n.form(n.express_poly(f))))
    except (DeriveError, ZeroDivisionError):
        return None
    whole = n.ring.constant_value(rest) is not None
    return None if whole and (about_itself or number_value(condition.args[1]) in (0, None)) else condition


def _plainness(condition: Expr) -> tuple[int, bool]:
    """Σ y = 1 before Σ p x = 0."""
    left, right = condition.args
    return _length(left), number_value(right) == 0


def _sum_equals_number(n: Normalizer, f: Poly) -> Expr | None:
    """Σ y = c, when f is ±(Σ y − c) for one sum of the entries of one array; Σ x = n m for ±(Σ x − n m), m
    the mean."""
    sums, constant, means = [], 0, list[tuple[int, Expr]]()
    for c, exponents in n.ring.terms(f):
        if not exponents:
            constant = c
        elif abs(c) != 1 or set(exponents.values()) != {1}:
            return None
        elif _is_mean(n, list(exponents)):
            means.append((c, n.express_poly(n.ring.monomial(exponents))))
        elif len(exponents) != 1:
            return None
        else:
            g = n.ring.generators[next(iter(exponents))]
            if g.kind != "sum" or not all(factor_[0].head == "entry" for factor_ in g.payload[1]):
                return None
            sums.append((c, g.expr))
    if len(sums) != 1 or len(means) > 1 or (means and (constant or means[0][0] == sums[0][0])):
        return None
    c, shown = sums[0]
    return eq(shown, means[0][1] if means else num(-c * constant))


def _is_mean(n: Normalizer, generators: Sequence[int]) -> bool:
    """A size times another letter."""
    letters_ = [n.ring.generators[i].expr for i in generators]
    roles = sorted(n.facts.role(e) for e in letters_ if e.head == "sym")
    return len(letters_) == 2 and roles == ["scalar", "size"]


def _sizes(prepared: Prepared) -> Iterator[tuple[Expr, ...]]:
    """n ≥ 2 for a size, n ≥ c + 1 for a whole number that is declared to be c or more."""
    names: dict[str, tuple[Expr, int]] = {}
    for each in postorder(prepared.left, prepared.right):
        role = prepared.context.role(each.value) if each.head == "sym" else ""
        if role == "size":
            names.setdefault(each.value, (each, 2))
        elif role == "integer":
            declared = [a.args[1] for a in prepared.assumptions if a.head == "ge" and a.args[0] is each]
            bounds = [c for c in map(number_value, declared) if c is not None and c.denominator == 1]
            names |= {each.value: (each, int(max(bounds)) + 1)} if bounds else {}
    for letter, least in names.values():
        yield (rel("ge", letter, num(least)),)
