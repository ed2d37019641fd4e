"""The conditions of a proof that are not certain anyway: what a reader must be told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from fractions import Fraction
from itertools import product

from derive.engine.balls import Evaluator, Point
from derive.engine.choices import bounds, compares_integers
from derive.engine.conditions import negated
from derive.engine.domains import described
from derive.engine.field import Generator, Poly
from derive.engine.implied import implies, proportion
from derive.engine.learning import learn, normalizer, shared_normalizer
from derive.engine.needless import without_needless
from derive.engine.normal import Normalizer
from derive.engine.plain_sign import plainly_holds
from derive.engine.prepare import Prepared
from derive.engine.signs import factors_of_expr, nonzero, sign_of, strict_sign
from derive.engine.values import precision
from derive.engine.written_relations import relation_of
from derive.errors import DeriveError
from derive.expressions.build import ZERO, rel, sub
from derive.expressions.expr import (
    BINDERS,
    RELATIONS,
    Expr,
    Index,
    free_indices,
    node,
    number_value,
    postorder,
)
from derive.expressions.walk import alpha, substitute

FLIP = {"lt": "gt", "le": "ge"}
STRICT = {"ge": "gt", "le": "lt"}
BARED: dict[str, Callable[[Generator], Expr]] = {
    "sign": lambda g: g.payload,
    "root": lambda g: g.key[1],  # type: ignore[index]
    "power": lambda g: g.expr.args[0],
}


def remaining_conditions(prepared: Prepared, *, pruned: bool = True) -> tuple[Expr, ...]:
    """Each asked condition, reduced to the factors whose sign is open; without repeats.

    With `pruned`, without those that follow from the others."""
    n = shared_normalizer(prepared.facts, prepared.scope)
    declared = {alpha(a) for a in prepared.assumptions}
    out: dict[Expr, Expr] = {}
    for asked, guards in prepared.asked:
        if plainly_holds(asked, n.facts.positive_letter):
            continue
        for part in (p for c in _apart(n, asked) for p in reduced(n, c)):
            if alpha(part) in declared or any(implies(n, g, part) for g in guards) or _within_range(n, part):
                continue
            shown = node("or", *(negated(g) for g in guards), part) if guards else part
            out.setdefault(alpha(shown), shown)
    taken = {i.name for i in free_indices(prepared.left) | free_indices(prepared.right)}
    kept = list(out.values())
    if pruned:
        kept = _without_implied(prepared, described(_merged(n, kept), prepared.assumptions))
        kept = without_needless(kept, prepared.assumptions, prepared.context)
    named = (for_every_place(c, taken) for c in kept)
    return tuple({alpha(c): c for c in named}.values())


def _within_range(n: Normalizer, part: Expr) -> bool:
    """A comparison of places that holds in their whole ranges: i ≠ 3 for i in 1..2."""
    if part.head not in RELATIONS or part.head == "eq" or not compares_integers(n, *part.args):
        return False
    gap = n.forms(sub(*part.args))[0]
    least, most = (bounds(n, gap, direction) for direction in (1, -1))
    above = least is not None and least >= (0 if part.head == "ge" else 1)
    below = most is not None and most <= (0 if part.head == "le" else -1)
    return above if part.head in ("ge", "gt") else below if part.head in ("le", "lt") else above or below


def _apart(n: Normalizer, condition: Expr) -> list[Expr]:
    """A product that is not zero, factor by factor; a function whose values lie above 0 asks nothing."""
    if condition.head != "ne" or condition.args[1] is not ZERO:
        return [condition]
    u = condition.args[0]
    if not any(e.head in n.facts.functions and n.positive_values(e.head) for e in postorder(u)):
        return [condition]
    if u.head in ("mul", "neg", "div", "sqrt") or (u.head == "pow" and (number_value(u.args[1]) or 0) > 0):
        inner = u.args[:1] if u.head in ("div", "sqrt", "pow") else u.args
        return [c for a in inner for c in _apart(n, rel("ne", a, ZERO))]
    return [] if u.head in n.facts.functions and n.positive_values(u.head) else [condition]


def for_every_place(condition: Expr, taken: Set[str]) -> Expr:
    """Indices that sums bind, as plain index letters: the condition is meant for all of their values."""
    bound = sorted((i for i in free_indices(condition) if i.uid), key=lambda i: i.uid)
    used = {*taken, *(i.name for i in free_indices(condition) if not i.uid)}
    renaming: dict[Expr, Expr] = {}
    for index in bound:
        name = index.name
        while name in used:
            name = next((x for x in "jklmrst" if x not in used), name + "\N{PRIME}")
        used.add(name)
        renaming[node("idx", value=index)] = node("idx", value=Index(name))
    return substitute(condition, renaming) if renaming else condition


def _merged(n: Normalizer, conditions: list[Expr]) -> list[Expr]:
    """f ≥ 0 and f ≠ 0 as f > 0."""
    kept = list(conditions)
    for weak in [c for c in conditions if c.head in ("ge", "le")]:
        apart = next((c for c in kept if c.head == "ne" and proportion(n, weak, c)), None)
        if apart is not None:
            kept[kept.index(weak)] = node(STRICT[weak.head], *weak.args)
            kept.remove(apart)
    return kept


def _without_implied(prepared: Prepared, conditions: list[Expr]) -> list[Expr]:
    """Conditions that do not follow from the others: x ≠ 0 and x² − 1 ≥ 0 go beside x ≥ 1."""
    n = shared_normalizer(prepared.facts, prepared.scope)
    kept = list(conditions)
    compared = [c for c in conditions if c.head in RELATIONS]
    if all(c.head == "ne" and not compares_integers(n, *c.args) for c in compared):
        return _with_own_zeros(n, conditions)
    for condition in _longest_first(conditions):
        others = [c for c in kept if c is not condition and c.head in RELATIONS]
        if not others or condition.head not in RELATIONS:
            continue
        if any(implies(n, o, condition) and not implies(n, condition, o) for o in others):
            kept.remove(condition)
            continue
        here = free_indices(prepared.left) | free_indices(prepared.right)
        stronger = normalizer(learn(prepared.facts, others, prepared.scope, here), prepared.scope)
        if not reduced(stronger, condition):
            kept.remove(condition)
    return kept


def _longest_first(conditions: list[Expr]) -> list[Expr]:
    return sorted(conditions, key=lambda c: -sum(1 for _ in postorder(c)))


def _with_own_zeros(n: Normalizer, conditions: list[Expr]) -> list[Expr]:
    """Of f ≠ 0, g ≠ 0, … those with a factor that is not one of the others' (nor of what they divide by)."""
    kept = list(conditions)
    factors = {c: _factors(n, c) for c in conditions if c.head == "ne"} if len(kept) > 1 else {}
    for condition in _longest_first(list(factors)):
        zeros = {f for f, e in factors[condition] if e > 0}
        others = {f for c in kept if c in factors and c is not condition for f, _ in factors[c]}
        if zeros and zeros <= others:
            kept.remove(condition)
    return kept


def _factors(n: Normalizer, condition: Expr) -> list[tuple[Expr, int]]:
    try:
        factors = factors_of_expr(n, sub(*condition.args))[1]
        return [(alpha(n.express_poly(_bare(n, f))), e) for f, e in factors]
    except DeriveError:
        return []


def reduced(n: Normalizer, condition: Expr) -> list[Expr]:
    """The condition in terms of irreducible factors; empty when it holds for certain.

    Where all of its factors are open, it stays as it was written unless the factors are shorter."""
    if condition.head not in RELATIONS:
        return [condition]
    if _holds_for_numbers(condition):
        return []
    parts, whole = _reduced(n, condition)
    return [condition] if whole and _length(*parts) > _length(condition) else parts


def _reduced(n: Normalizer, condition: Expr) -> tuple[list[Expr], bool]:
    """Relations for the open factors; whether these are all of the factors."""
    head = FLIP.get(condition.head, condition.head)
    a, b = condition.args if head == condition.head else condition.args[::-1]
    try:
        if n.forms(sub(a, b))[0].num == 0:
            return ([] if head in ("ge", "eq") else [condition]), False
        content, factors = factors_of_expr(n, sub(a, b))
    except DeriveError:
        return [condition], False
    if _holds_in_cells(n, head, sub(a, b)):
        return [], False
    if head == "eq" or any(_signs_within(n, f) for f, _ in factors):
        return [condition], False
    if head == "ne":
        open_factors = [_bare(n, f) for f, e in factors if e > 0 and not nonzero(n, f)]
        parts = [relation_of(n, "ne", f) for f in open_factors if not nonzero(n, f)]
        return parts, True
    parts = _signed(n, condition, head, content, factors)
    return parts, len(parts) == 1 == sum(not nonzero(n, f) for f, _ in factors)


def _length(*relations: Expr) -> int:
    """Nodes, signs not counted."""
    return sum(e.head != "neg" for r in relations for e in _nodes(r))


def _nodes(expr: Expr) -> Iterator[Expr]:
    yield expr
    for a in expr.args:
        yield from _nodes(a)


def _holds_for_numbers(condition: Expr) -> bool:
    """A relation between numbers, true by its balls."""
    if any(e.head in ("sym", "idx", "entry", "call") or e.head in BINDERS for e in postorder(condition)):
        return False
    with precision(128):
        try:
            return bool(Evaluator(Point()).holds(condition))
        except (DeriveError, KeyError):
            return False


def _bare(n: Normalizer, f: Poly) -> Poly:
    """For a sign, a root or a power alone, what it is taken of: both are zero together."""
    used = n.ring.used(f)
    if len(used) == 1 and len(n.ring.terms(f)) == 1:
        g = n.ring.generators[used[0]]
        if g.kind in BARED:
            return n.ring.lift(n.form(BARED[g.kind](g)).num)
    return f


def _signs_within(n: Normalizer, f: Poly) -> bool:
    """Whether signs occur in a sum, so that the factor says little to a reader."""
    return len(n.ring.terms(f)) > 1 and any(n.ring.generators[i].kind == "sign" for i in n.ring.used(f))


def _holds_in_cells(n: Normalizer, head: str, gap: Expr) -> bool:
    """Whether gap > 0, ≥ 0 or ≠ 0 for every choice of the signs in it."""
    form = n.forms(gap)[0]
    used = dict.fromkeys([*n.ring.used(n.ring.lift(form.num)), *n.ring.used(n.ring.lift(form.den))])
    signs = [n.ring.generators[i].payload for i in used if n.ring.generators[i].kind == "sign"]
    if not signs or len(signs) > 4 or head == "eq":
        return False
    return all(
        _holds(normalizer(n.facts.with_signs(dict(zip(signs, choice, strict=True))), n.scope), head, gap)
        for choice in product((1, -1), repeat=len(signs))
    )


def _holds(n: Normalizer, head: str, gap: Expr) -> bool:
    try:
        content, factors = factors_of_expr(n, gap)
    except DeriveError:
        return False
    if head == "ne":
        return all(nonzero(n, f) for f, _ in factors)
    return not _signed(n, rel("gt", gap, ZERO), head, content, factors)


def _signed(
    n: Normalizer, condition: Expr, head: str, sign: Fraction, factors: list[tuple[Poly, int]]
) -> list[Expr]:
    """product of factors > 0 (or ≥ 0): what is open of it."""
    open_odd, apart = [], []
    factors, absolute = _absolute_pairs(n, factors)
    if head == "gt":
        apart += [relation_of(n, "ne", f) for f in absolute if not nonzero(n, f)]
    for f, e in factors:
        if e % 2 == 0:
            if head == "gt" and not nonzero(n, f):
                apart.append(relation_of(n, "ne", f))
        elif strict := strict_sign(n, f):
            sign *= strict
        elif head == "ge" and sign_of(n, f):
            sign *= sign_of(n, f)
        else:
            open_odd.append(f)
    thin = any(e % 2 == 0 and e > 0 and not nonzero(n, f) for f, e in factors)
    if open_odd and head == "ge" and thin:
        return [condition]
    if not open_odd:
        return apart if sign > 0 else [condition]
    if len(open_odd) == 1:
        wanted = head if sign > 0 else {"gt": "lt", "ge": "le"}[head]
        return [relation_of(n, wanted, open_odd[0]), *apart]
    return [condition, *apart]


def _absolute_pairs(
    n: Normalizer, factors: list[tuple[Poly, int]]
) -> tuple[list[tuple[Poly, int]], list[Poly]]:
    """The factors without pairs s_f·f = |f|, and these f."""
    kept, absolute = list(factors), []
    for s, e in factors:
        f = _bare(n, s)
        if f != s and e % 2:
            partner = next((x for x in kept if x[1] % 2 and x[0] in (f, -f)), None)
            if partner is not None:
                kept = [x for x in kept if x is not partner and x[0] != s]
                absolute.append(f)
    return kept, absolute
