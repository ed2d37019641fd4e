"""Listed conditions that follow from the others, |1/x| ≤ 1 beside |x| ≥ 1, or that always hold, |sin u| ≤ 1.

The kernel's signs decide, as they do when it looks whether everything that is needed is listed.
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.engine.kernel.goals import Goal, Settling
from derive.engine.kernel.plan import Plan, Work
from derive.engine.kernel.relations import Empty, Split
from derive.engine.kernel.unfold import Reject
from derive.engine.kernel.universal import Universal
from derive.errors import DeriveError
from derive.expressions.build import ZERO
from derive.expressions.expr import RELATIONS, Expr, free_indices, kinds, postorder
from derive.notation.context import Context

BOUNDED, ABSOLUTE = kinds("sin", "cos", "abs", "erf", "atan", "asin"), kinds("abs")
MOST = 6  # conditions gone through


def without_needless(conditions: Sequence[Expr], assumptions: Sequence[Expr], context: Context) -> list[Expr]:
    """The conditions without those that are certain where the others and the assumptions hold; what another
    one needs in order to have a value stays."""
    kept = list(conditions)
    if len(kept) > MOST or (len(kept) == 1 and not kept[0].kinds & BOUNDED):
        return kept
    given = tuple(a for a in assumptions if a.head in RELATIONS and a.head != "eq" and not free_indices(a))
    asking = Asking(context)
    for c in sorted(conditions, key=lambda c: -sum(1 for _ in postorder(c))):
        if c.head in RELATIONS and not free_indices(c):
            others = [o for o in kept if o is not c and o.head in RELATIONS and not free_indices(o)]
            if (others or c.kinds & BOUNDED) and asking.certain(c, given, others):
                kept.remove(c)
    return kept


class Asking(Settling):
    """Questions about the signs of functions."""

    def __init__(self, context: Context) -> None:
        self.context, self.region, self.leaves = context, Universal, 0

    def certain(self, c: Expr, given: tuple[Expr, ...], others: Sequence[Expr]) -> bool:
        """Whether c has a value and holds where the others do, by splits of signs where these are open."""
        found: list[bool] = []
        facts = (*given, *others)

        def work(plan: Plan) -> None:
            region = Universal(plan, self.context, facts, ())
            if c in region.asked(*(a for o in others for a in o.args), taken=False):
                raise Reject("a condition that another one needs")
            needs = region.asked(*c.args, taken=False)
            found.append(region.holds(c) is True and all(region.holds(x) is True for x in needs))

        Work.begin("conditions")
        try:
            self.with_plan(work, c, *facts, eager=True)
            return found[-1]
        except Split:
            return bool(others) and bool(c.kinds & ABSOLUTE) and self._settled(c, facts)
        except (Reject, Empty, DeriveError, ArithmeticError, LookupError):
            return False

    def _settled(self, c: Expr, facts: tuple[Expr, ...]) -> bool:
        self.leaves = 0
        try:
            self.settle(Goal(ZERO, ZERO, facts, (c,)), 0, audited=False)
        except (Reject, Split, Empty, DeriveError, ArithmeticError, LookupError):
            return False
        return True
