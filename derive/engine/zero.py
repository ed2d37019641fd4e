"""Is a difference zero? The normal form, then a split into the cases it depends on.

    index cases   i = k / i ≠ k         for each δ of free indices that is left
    sign cells    f > 0 / f < 0         for each sign that is left
    brackets      [i ≤ j] = 1 / 0

A leaf is zero when its numerator vanishes modulo the relations and the declared equations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from derive.engine.cyclotomic import finer_over_units
from derive.engine.factoring import factor
from derive.engine.facts import Facts
from derive.engine.field import Frac, Poly
from derive.engine.index_ranges import solve_unit
from derive.engine.kernel import line
from derive.engine.kernel.cone import contradictory
from derive.engine.kernel.relations import NOUGHT
from derive.engine.learning import normalizer
from derive.engine.merging import cancels
from derive.engine.normal import Normalizer
from derive.engine.prepare import Prepared
from derive.engine.signs import nonzero
from derive.engine.units import settled
from derive.expressions.build import ZERO, eq, ne, rel, sub
from derive.expressions.expr import Expr, Index, free_indices, postorder
from derive.expressions.walk import substitute

MAX_LEAVES = 64


@dataclass(frozen=True)
class Leaf:
    """One case: what holds in it, whether the difference is zero there, and what is left if not."""

    conditions: tuple[Expr, ...]
    zero: bool
    residual: Expr | None
    signs: tuple[tuple[Expr, int], ...] = ()


@dataclass
class Outcome:
    leaves: list[Leaf] = field(default_factory=list)
    seams: dict[Expr, None] = field(default_factory=dict)
    factors: dict[Expr, None] = field(default_factory=dict)
    finest: dict[Expr, None] = field(default_factory=dict)  # real factors of waves, to be named first
    cofactors: list[tuple[int, Expr]] = field(default_factory=list)
    split: dict[Expr, None] = field(default_factory=dict)
    factored: tuple[tuple[Expr, int], ...] = ()
    most: int = MAX_LEAVES
    outright: bool = False  # one case that is not zero is enough to stop
    explored: int = 0

    @property
    def proved(self) -> bool:
        return bool(self.leaves) and all(leaf.zero for leaf in self.leaves)


def finest_first(outcome: Outcome) -> Outcome:
    """The same with the factors of half angles named before what is made of them."""
    return replace(outcome, factors={**outcome.finest, **outcome.factors})


def open_equations(prepared: Prepared) -> list[Expr]:
    """The declared equations that did not fix a letter."""
    fixed = prepared.facts.values
    return [
        a
        for a in prepared.assumptions
        if a.head == "eq" and not any(fixed.get(x) is y for x, y in (a.args, a.args[::-1]))
    ]


def is_zero(
    difference: Expr,
    facts: Facts,
    scope: dict[Index, tuple[Expr, Expr]],
    equations: Sequence[Expr],
    most: int = MAX_LEAVES,
    *,
    outright: bool = False,
) -> Outcome:
    """`equations`: the declared equations that are not used up as values of letters."""
    out = Outcome(most=most, outright=outright)
    _explore(difference, facts, scope, equations, (), out)
    return out


def _explore(
    difference: Expr,
    facts: Facts,
    scope: dict[Index, tuple[Expr, Expr]],
    equations: Sequence[Expr],
    conditions: tuple[Expr, ...],
    out: Outcome,
) -> None:
    if out.outright and out.leaves and not out.leaves[-1].zero:
        return
    out.explored += 1
    n = normalizer(facts, scope)
    gaps = [sub(*e.args) for e in equations]
    form, *equation_forms = n.run(lambda: [settled(n, n.form(e)) for e in (difference, *gaps)])
    num_ = reduce_by(n, form, equation_forms, out, top=not conditions)
    _collect(n, out)
    choice = _undecided_generator(n, num_) if num_ != 0 else None
    if choice is None and contradictory((*conditions, *facts.derived_signs()) if num_ != 0 else conditions):
        return
    if num_ == 0 or (choice is None and cancels(n, num_)):
        out.leaves.append(Leaf(conditions, True, None, tuple(facts.signs.items())))
        return
    if choice is None and not facts.cyclotomic and finer_over_units(n):
        return _explore(difference, replace(facts, cyclotomic=True), scope, equations, conditions, out)
    if choice is None or len(out.leaves) >= out.most or out.explored >= 2 * out.most:
        residual = n.express(Frac(num_, n.ring.one.num))
        out.leaves.append(Leaf(conditions, False, residual, tuple(facts.signs.items())))
        return
    for branch_facts, mapping, condition in _branches(n, choice, facts):
        if branch_facts.impossible:
            continue
        _explore(
            substitute(difference, mapping) if mapping else difference,
            branch_facts,
            scope,
            [substitute(e, mapping) for e in equations] if mapping else equations,
            (*conditions, condition),
            out,
        )


def _collect(n: Normalizer, out: Outcome) -> None:
    for seam in n.seams:
        out.seams.setdefault(seam)
    for f in n.factors:
        out.factors.setdefault(f)
    if n.facts.cyclotomic:
        out.finest.update(dict.fromkeys(g.payload for g in n.ring.generators if g.kind == "whole"))
    for g in n.ring.generators:
        if g.kind in ("log", "sign"):
            out.factors.setdefault(g.payload)
        elif g.kind == "root":
            out.factors.setdefault(g.key[1])  # type: ignore[index]


def _undecided_generator(n: Normalizer, p: Poly) -> int | None:
    """The generator to split on: a δ of free indices first, then brackets, then signs."""
    used = n.ring.used(n.ring.lift(p))
    for kind in ("delta", "order"):
        for i in used:
            g = n.ring.generators[i]
            if g.kind == kind and all(not x.uid for x in free_indices(g.expr)):
                return i
    signs = [i for i in used if n.ring.generators[i].kind == "sign"]
    plain = [i for i in signs if all(not x.uid for x in free_indices(n.ring.generators[i].expr))]
    hidden = _hidden_sign(n, used)  # what a sign within a sign is comes first
    return plain[0] if plain and hidden is None else hidden


def _hidden_sign(n: Normalizer, used: list[int]) -> int | None:
    """A sign inside another generator: cos(s·x), L_{x + s·y}."""
    inside: set[Expr] = set()
    for i in used:
        g = n.ring.generators[i]
        within = (g.payload,) if g.kind == "sign" else (g.expr,)
        inside.update(e for e in postorder(*within) if e.head in ("sign", "delta"))
    for i, g in enumerate(n.ring.generators):
        if g.expr in inside and g.kind in ("sign", "delta") and all(not x.uid for x in free_indices(g.expr)):
            return i
    return None


Branch = tuple[Facts, dict[Expr, Expr], Expr]


def _branches(n: Normalizer, i: int, facts: Facts) -> list[Branch]:
    g = n.ring.generators[i]
    if g.kind == "sign":
        f = g.payload
        return [
            (facts.with_signs({f: 1}), {}, rel("gt", f, ZERO)),
            (facts.with_signs({f: -1}), {}, rel("lt", f, ZERO)),
        ]
    if g.kind == "order":
        yes = replace(facts, brackets={**facts.brackets, g.expr: 1})
        no = replace(facts, brackets={**facts.brackets, g.expr: 0})
        return [(yes, {}, g.payload), (no, {}, _not(g.payload))]
    gap = g.payload.args[0]
    apart = replace(facts, unequal=facts.unequal | {gap})
    solved = _solved(n, gap)
    if solved is None:
        return [
            (replace(facts, brackets={**facts.brackets, g.expr: 1}), {}, eq(gap, ZERO)),
            (apart, {}, ne(gap, ZERO)),
        ]
    index, value = solved
    return [(facts, {index: value}, eq(index, value)), (apart, {}, ne(index, value))]


def _not(relation: Expr) -> Expr:
    from_head = {"le": "gt", "lt": "ge", "ge": "lt", "gt": "le"}
    return rel(from_head[relation.head], *relation.args)


def _solved(n: Normalizer, gap: Expr) -> tuple[Expr, Expr] | None:
    """A free index or integer letter in the gap solved for: k = i."""
    places = [Expr("idx", (), i) for i in sorted(free_indices(gap), key=lambda x: x.name, reverse=True)]
    whole = [x for x in postorder(gap) if x.head == "sym" and n.facts.role(x) == "integer"]
    for letter in (*places, *whole):
        value = solve_unit(n, gap, letter)
        if value is not None:
            return letter, value
    return None


def reduce_by(n: Normalizer, form: Frac, equations: Sequence[Frac], out: Outcome, *, top: bool) -> Poly:
    """The numerator modulo the declared equations, each reduced by those before it and then solved for a
    generator it is linear in, or divided by.

    form = Σ_j q_j·equation_j + rest; the q_j are kept as cofactors for the certificate."""
    ring = n.ring
    rest, cofactors = form, [ring.zero] * len(equations)
    solved: list[tuple[Frac, Poly, list[Frac]]] = []  # what an equation leaves of those before, by which
    for j, equation in enumerate(equations):
        own = [ring.one if k == j else ring.zero for k in range(len(equations))]
        for other, bare, parts in solved:
            equation, q = divided(n, equation, other, bare)
            own = [ring.sub(a, ring.mul(q, b)) for a, b in zip(own, parts, strict=True)]
        if equation.num == 0 or rest.num == 0:
            continue
        bare = open_factor(n, equation.num)
        solved.append((equation, bare, own))
        rest, q = divided(n, rest, equation, bare)
        cofactors = [ring.add(c, ring.mul(q, a)) for c, a in zip(cofactors, own, strict=True)]
    if top:
        out.cofactors += [(j, n.express(c)) for j, c in enumerate(cofactors) if c.num != 0]
    return ring.lift(rest.num)


def divided(n: Normalizer, form: Frac, equation: Frac, bare: Poly) -> tuple[Frac, Frac]:
    """(rest, q) with form = q·equation + rest; `bare`: the factor of the equation that is zero."""
    ring = n.ring
    bare = ring.lift(bare)
    i = linear_generator(n, bare)
    if form.num == 0:
        return form, ring.zero
    if i is not None:
        reduced = eliminate(n, form.num, bare, i)
        rest = ring.mul(reduced, ring.inverse(Frac(form.den, ring.one.num)))
    elif ring.lift(form.num) % bare == 0:
        rest = ring.zero
    else:
        return form, ring.zero
    q = ring.sub(form, rest)
    return rest, ring.mul(q, ring.inverse(equation)) if q.num != 0 else ring.zero


def open_factor(n: Normalizer, p: Poly) -> Poly:
    """x − 1 of x² − 1 where x + 1 is not zero: the one factor that can vanish; p where there are several."""
    factors = factor(n, n.ring.lift(p))[1] if len(p) > 1 else []
    left = [(f, e) for f, e in factors if not _never_zero(n, f)] if len(factors) > 1 else []
    return left[0][0] if len(left) == 1 and left[0][1] == 1 else p


def _never_zero(n: Normalizer, f: Poly) -> bool:
    return nonzero(n, f) or not line.signs(n.express_poly(f), (), False) & NOUGHT


def linear_generator(n: Normalizer, p: Poly) -> int | None:
    """A generator that occurs in one term of p only, alone, with a number as coefficient."""
    terms = n.ring.terms(n.ring.lift(p))
    order = {"sum": 0, "letter": 1}
    candidates = []
    for c, exponents in terms:
        if len(exponents) == 1 and list(exponents.values()) == [1]:
            i = next(iter(exponents))
            if sum(1 for _, e in terms if i in e) == 1:
                candidates.append((order.get(n.ring.generators[i].kind, 2), -i, i, c))
    return min(candidates)[2] if candidates else None


def eliminate(n: Normalizer, p: Poly, equation: Poly, i: int) -> Frac:
    """p with the generator i replaced by what the equation c·g + rest = 0 makes of it."""
    ring = n.ring
    p, equation = ring.lift(p), ring.lift(equation)
    c = next(c for c, e in ring.terms(equation) if e == {i: 1})
    value = ring.gen_poly(i) * c - equation  # c·g
    degree = int(p.degrees()[i])
    parts: dict[int, Poly] = {}
    for coefficient, exponents in ring.terms(p):
        k = exponents.pop(i, 0)
        parts[k] = parts.get(k, ring.ctx.constant(0)) + coefficient * ring.monomial(exponents)
    total = ring.ctx.constant(0)
    for k, part in parts.items():
        total += part * value**k * c ** (degree - k)
    return ring.frac(ring.reduce(total), ring.ctx.constant(c**degree))
