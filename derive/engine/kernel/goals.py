"""left = right wherever the facts hold: by values, split into cells by signs as far as these ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from derive.engine.kernel.plan import Plan, Restart
from derive.engine.kernel.polynomials import polynomial
from derive.engine.kernel.regions import Region
from derive.engine.kernel.relations import NOUGHT, Empty, Split, gap_of
from derive.engine.kernel.unfold import Reject, exact
from derive.engine.kernel.whole import all_whole
from derive.expressions.build import ONE, ZERO, add, div, mul, neg, num, sub
from derive.expressions.expr import Expr, free_indices, kinds, node, postorder
from derive.expressions.walk import substitute
from derive.notation.context import Context

OPPOSITE = {"eq": "ne", "ne": "eq", "lt": "ge", "ge": "lt", "gt": "le", "le": "gt"}
STRICTLY = {"ge": "gt", "le": "lt"}
MOST_LEAVES = 256
POLYNOMIAL = kinds("add", "mul", "neg", "num", "sym", "entry", "idx", "pow")
LETTERS = ("sym", "entry", "idx")


class Pinned(Exception):
    """Wherever both sides have values, a letter has this value."""

    def __init__(self, letter: Expr, value: Expr) -> None:
        super().__init__("a letter with one value only")
        self.letter, self.value = letter, value


@dataclass
class Goal:
    """left = right, and the signs of `signed`, wherever `facts` hold; what the sides need is `listed`."""

    left: Expr
    right: Expr
    facts: tuple[Expr, ...]
    listed: tuple[Expr, ...] = ()
    extra: tuple[Expr, ...] = ()
    signed: tuple[Expr, ...] = ()
    seeds: tuple[Expr, ...] = ()

    def trees(self) -> tuple[Expr, ...]:
        return (self.left, self.right, *self.facts, *self.listed)

    def on(self, u: Expr, mask: str) -> Goal:
        return replace(self, facts=(node(mask, u, ZERO), *self.facts))

    def where(self, letter: Expr, value: Expr) -> Goal:
        def put(trees: tuple[Expr, ...]) -> tuple[Expr, ...]:
            return tuple(substitute(t, {letter: value}) for t in trees)

        left, right = put((self.left, self.right))
        return Goal(
            left, right, put(self.facts), put(self.listed), put(self.extra), put(self.signed), put(self.seeds)
        )


class Settling:
    """How a goal is shown, for a task with letters and a kind of region."""

    context: Context
    region: type[Region]
    leaves: int

    def settle(self, goal: Goal, depth: int, *, audited: bool = True) -> None:
        """The goal, split by the signs of functions that the two sides compare with zero: at once where one
        is open, and if that does not succeed, after relations between factors were looked for."""
        self.leaves += 1
        if depth > 10 or self.leaves > MOST_LEAVES:
            raise Reject("too many cases")
        plan = Plan.of(*goal.trees())
        try:
            return self.undivided(goal, plan, depth, audited=audited, eager=True)
        except Split as open_sign:
            first = open_sign
        try:
            return self.divided(goal, first, depth, audited=audited)
        except Reject as failed:
            reason = failed
        try:
            self.undivided(goal, plan.thorougher(), depth, audited=audited)
        except Split as second:
            if second.tree is first.tree:
                raise reason from None
            self.divided(goal, second, depth, audited=audited)

    def undivided(self, goal: Goal, plan: Plan, depth: int, *, audited: bool, eager: bool = False) -> None:
        """The goal as one cell; a Split where it is none (`eager`: where it is none at first sight)."""
        try:
            plan = self.with_plan(lambda plan: self.leaf(goal, plan), plan=plan, eager=eager)
            if audited:
                self.with_plan(lambda plan: self.audit(goal, plan), plan=plan.plainer())
        except Pinned as pinned:
            self.settle(goal.where(pinned.letter, pinned.value), depth + 1, audited=False)
            if audited:
                self.with_plan(lambda plan: self.audit(goal, plan), plan=plan)

    def at_zero(self, goal: Goal, f: Expr) -> Goal:
        """The goal where f = 0, a letter solved for if that can be done."""
        solved = self.solve(f, goal.facts)
        if solved is not None:
            return goal.where(*solved)
        for x in unbound_letters(f):
            line = self.with_slope(f, x, goal.facts)
            if line is not None:
                slope, low = line
                return goal.where(x, neg(div(low, slope))).on(slope, "ne")
        nothing = dict.fromkeys(self.multiples(f, goal), ZERO)
        left, right = (substitute(side, nothing) for side in (goal.left, goal.right))
        return replace(goal, left=left, right=right).on(f, "eq")

    def multiples(self, f: Expr, goal: Goal) -> list[Expr]:
        """The polynomials c·f, c a number, in the two sides: 0 where f is."""
        trees = [e for e in postorder(goal.left, goal.right) if e.head in ("add", "mul", "neg")]
        trees = [e for e in trees if has_values_everywhere(e) and polynomial(e) is not None]
        found: list[Expr] = []

        def work(plan: Plan) -> None:
            region = self.region(plan, self.context, goal.facts, ())
            v = region.value(f)
            found[:] = [e for e in trees if region.ratio(region.value(e), v) is not None]

        try:
            self.with_plan(work, f, *trees)
        except (Reject, Split, Empty):
            return []
        return found

    def with_slope(self, f: Expr, x: Expr, facts: tuple[Expr, ...]) -> tuple[Expr, Expr] | None:
        """(c, b) with f = c·x + b, where b is never 0 or c is not: then c ≠ 0 wherever f = 0."""
        low = substitute(f, {x: ZERO})
        slope, found = sub(substitute(f, {x: ONE}), low), list[bool]()

        def work(plan: Plan) -> None:
            region = self.region(plan, self.context, facts, ())
            same = region.same(region.value(add(mul(slope, x), low)), region.value(f))
            found.append(same and any(not region.sign(e) & NOUGHT for e in (low, slope)))

        try:
            self.with_plan(work, f, *facts)
        except (Reject, Split, Empty):
            return None
        return (slope, low) if found[-1] else None

    def divided(self, goal: Goal, split: Split, depth: int, *, audited: bool) -> None:
        """The goal where the tree is positive, negative and zero."""
        if any(i.uid for i in free_indices(split.tree)):
            raise Reject("cases of a summand, which may be different for different places")
        whole = split.strict and all_whole(self, split.tree)  # not 0 is at least 1 from it
        for kind, sign in (("ge", 1), ("le", -1)):
            kind = kind if whole or not split.strict else STRICTLY[kind]
            here = sub(split.tree, num(sign)) if whole else split.tree
            self.settle(goal.on(here, kind), depth + 1, audited=audited)
        if split.strict:
            self.settle(self.at_zero(goal, split.tree), depth + 1, audited=audited)

    def with_plan(
        self, work: Callable[[Plan], None], *trees: Expr, plan: Plan | None = None, eager: bool = False
    ) -> Plan:
        """The work, laid out again as often as it asks for; relations of factors are looked for last
        (`eager`: not on account of an open sign)."""
        plan = plan or Plan.of(*trees)
        for _ in range(60):
            try:
                work(plan)
                return plan
            except Restart:
                continue
            except (Reject, Split) as failed:
                if plan.thorough or (eager and isinstance(failed, Split)):
                    raise
                plan = plan.thorougher()
        raise Reject("the plan does not come to an end")

    def in_cell(self, plan: Plan, facts: tuple[Expr, ...], work: Callable[[Region], None]) -> None:
        """The work in the region where the facts hold; nothing is to show where they contradict."""
        region = None
        try:
            region = self.region(plan, self.context, facts, ())
            work(region)
        except Empty:
            pass
        except Reject:
            if region is None or not region.contradictory():
                raise

    def leaf(self, goal: Goal, plan: Plan) -> None:
        """The two sides are equal where the facts hold, and the listed conditions are theirs."""
        self.in_cell(plan, goal.facts, lambda region: self.equal(goal, region))

    def equal(self, goal: Goal, region: Region) -> None:
        region.suspecting = region.plan.attempt > 0
        region.learn_more(region.asked(goal.left, goal.right, taken=False))
        self.pin(goal, region)
        region.begin(self.sown(goal))
        if region.suspecting:
            region.suspect()
        require_low_degree(goal.left, goal.right)
        left, right = region.value(goal.left), region.value(goal.right)
        for need in region.asked(goal.left, goal.right, taken=True):
            if need not in region.facts:
                region.learn(need)
        if not region.same(left, right):
            raise Reject("the two sides are not equal modulo a random prime")
        for relation in (*goal.listed, *goal.signed):
            if region.holds(relation) is not True:
                raise Reject(
                    f"a condition that the two sides do not ask for, or a sign not known: {relation!r}"
                )
        for need in region.asked(*goal.extra, taken=True):
            if region.holds(need) is not True:
                raise Reject("a cofactor that has no value everywhere")

    def pin(self, goal: Goal, region: Region) -> None:
        for u in [u for u, mask in region.known.items() if mask & NOUGHT and region.sign(u) == NOUGHT]:
            solved = self.solve(u, goal.facts)
            if solved is not None:
                raise Pinned(*solved)
            vanishing = [a for a in u.args if region.sign(a) & NOUGHT] if u.head == "mul" else []
            if vanishing and not any(region.sign(a) == NOUGHT for a in vanishing):
                raise Split(vanishing[0], strict=True)  # u v = 0: u = 0, or v = 0 where u is not

    def sown(self, goal: Goal) -> list[Expr]:
        """Among the factors of these, relations are looked for."""
        gaps = [gap_of(c)[0] for c in goal.listed if c.head in OPPOSITE]
        return [
            *goal.seeds,
            *gaps,
            *(x for x in postorder(goal.left, goal.right) if x.head in ("sym", "entry")),
        ]

    def audit(self, goal: Goal, plan: Plan) -> None:
        """Everything the two sides need follows from what is assumed and listed."""
        self.in_cell(plan, (*goal.facts, *goal.listed), lambda region: self.met(goal, region))

    def met(self, goal: Goal, region: Region) -> None:
        needs = region.asked(goal.left, goal.right, taken=True)
        region.begin([*self.sown(goal), *(gap_of(c)[0] for c in needs if c.head in OPPOSITE)])
        for need in needs:
            if region.holds(need) is not True:
                raise Reject(f"a condition is not listed: {need!r}")
            region.learn(need)

    def solve(self, f: Expr, facts: tuple[Expr, ...] = ()) -> tuple[Expr, Expr] | None:
        """(x, v) with f = 0 ⇔ x = v: a letter in which f is linear with a constant coefficient."""
        for x in unbound_letters(f):
            low = substitute(f, {x: ZERO})

            found: list[Fraction] = []

            def slope(plan: Plan, x: Expr = x, low: Expr = low, found: list[Fraction] = found) -> None:
                region = self.region(plan, self.context, facts, ())
                one = region.one
                c = region.ratio(region.value(sub(substitute(f, {x: ONE}), low)), one)
                line = add(mul(num(c), x), low) if c else None
                if c and line and region.same(region.value(line), region.value(f)):
                    found.append(c)

            try:
                self.with_plan(slope, f, *facts, eager=True)
            except (Reject, Split, Empty):
                continue
            if found:
                return x, mul(num(-1 / found[-1]), low)
        return None


def unbound_letters(f: Expr) -> Iterator[Expr]:
    return (e for e in postorder(f) if e.head in LETTERS and not (e.head == "idx" and e.value.uid))


def has_values_everywhere(e: Expr) -> bool:
    """A polynomial as it is written."""
    if e.kinds & ~POLYNOMIAL:
        return False
    exponents = (exact(x.args[1]) for x in postorder(e) if x.head == "pow")
    return all(q is not None and q.denominator == 1 and q >= 0 for q in exponents)


def require_low_degree(*trees: Expr) -> None:
    """The degree in the generators, integer powers written out, is below 2^64."""
    degree: dict[Expr, int] = {}
    for e in postorder(*trees):
        q = exact(e.args[1]) if e.head == "pow" else None
        times = 1 if q is None else abs(q.numerator) + q.denominator
        degree[e] = 1 + times * sum(degree[a] for a in e.args)
        if degree[e] >> 64:
            raise Reject("a degree beyond 2^64")
