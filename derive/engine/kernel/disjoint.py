"""Two domains that do not meet: a positive combination of their conditions contradicts itself."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from derive.engine.kernel.goals import OPPOSITE
from derive.engine.kernel.plan import Plan
from derive.engine.kernel.planes import has_unit
from derive.engine.kernel.regions import Region
from derive.engine.kernel.relations import gap_of
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import neg
from derive.expressions.expr import postorder

ANALYTIC = frozenset("num dec const sym add mul neg div pow exp log sqrt sin cos where".split())


def prove(task: Any, certificate: Mapping[str, Any]) -> str:
    """Σ c_j·u_j ≤ 0 identically with c_j > 0, u_j ≥ 0 on the domain, and one of them strict."""
    terms = [(task.read(data), Fraction(c)) for data, c in certificate["combination"]]
    facts = tuple(a for a in task.assumptions if a.head != "eq")
    open_domain = all(a.head in ("lt", "gt", "ne") for a in task.assumptions)
    sides = tuple(map(task.written, (task.left, task.right)))
    if has_unit(task.left, task.right):
        raise Reject("domains of complex numbers")
    if task.unfolder.functions.partial_in(*sides, *task.assumptions):
        raise Reject("a function that has values outside the domain it is known on")

    def work(plan: Plan) -> None:
        region = Region(plan, task.context, (), ())
        needs = [*region.asked(*sides, taken=False), *facts]
        known = [(region.value(u), m) for u, m in map(gap_of, (n for n in needs if n.head in OPPOSITE))]
        total, strict = region.constant(Fraction(0)), False
        for relation, c in terms:
            u, mask = gap_of(relation)
            v, mask = (region.value(u), mask) if not mask & 1 else (region.value(neg(u)), mask ^ 5)
            given = [
                m
                for w, m in known
                if (q := region.ratio(v, w)) and (m if q > 0 else (m & 2) | (m & 1) << 2 | m >> 2) == mask
            ]
            if mask not in (4, 6) or not given or c <= 0:
                raise Reject("not a positive combination of conditions of the two sides")
            strict = strict or mask == 4
            total = region.plus(total, region.scale(c, v))
        rest = region.ratio(total, region.one)
        if not region.zero(total) and (rest is None or rest >= 0):
            raise Reject("the combination of conditions is no contradiction")
        thin = any(e.head not in ANALYTIC for r, _ in terms for e in postorder(*r.args))
        if not strict and rest is None and (thin or not open_domain):
            raise Reject("the combination of conditions is no contradiction")

    task.with_plan(work)
    return "the domains do not meet, modulo random primes"
