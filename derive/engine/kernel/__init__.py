"""The trusted kernel: re-checks a verdict from its certificate by values modulo random primes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import inf, lcm
from typing import Any

from flint import ctx

from derive.engine.kernel import induction, intervals, line, stages, termwise, universal
from derive.engine.kernel.arrays import KINDS, check_arrays
from derive.engine.kernel.expand import HELD, Expander, everywhere, place
from derive.engine.kernel.limits import without_limits
from derive.engine.kernel.planes import parts, real_parts
from derive.engine.kernel.points import Point, ball
from derive.engine.kernel.residues import Plan, Work, exact
from derive.engine.kernel.signs import NOUGHT, Empty, Region, Restart, Split, gap_of
from derive.engine.kernel.sizes import generalised, instances, named_places, numbered, pulled
from derive.engine.kernel.unfold import Reject, Unfolder
from derive.engine.kernel.whole import INTEGERS
from derive.errors import DeriveError
from derive.expressions.build import ONE, PI, ZERO, add, div, mul, neg, num, power, sub
from derive.expressions.data import certificate_digest, from_data, statement_digest
from derive.expressions.expr import Expr, Index, node, number_value, postorder
from derive.expressions.walk import substitute
from derive.notation.context import Letter
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement

OPPOSITE = {"eq": "ne", "ne": "eq", "lt": "ge", "ge": "lt", "gt": "le", "le": "gt"}
STRICTLY = {"ge": "gt", "le": "lt"}
ANALYTIC = frozenset("num dec const sym add mul neg div pow exp log sqrt sin cos where".split())
MOST_LEAVES = 256


@dataclass(frozen=True)
class Recheck:
    accepted: bool
    guarantee: str
    reason: str


def recheck(statement: Statement, functions: FunctionTable, certificate: Mapping[str, Any]) -> Recheck:
    try:
        if certificate.get("statement") != statement_digest(statement):
            raise Reject("the certificate is for another statement")
        if certificate.get("seal") != certificate_digest(certificate):
            raise Reject("the certificate was changed after it was sealed")
        Work.begin(str(certificate["seal"]))
        if certificate.get("kind") in KINDS:
            return Recheck(True, check_arrays(statement, certificate, between_entries(functions)), "")
        return Recheck(True, Task(statement, functions).check(certificate), "")
    except (
        Reject,
        Empty,
        Split,
        Restart,
        Pinned,
        DeriveError,
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        RecursionError,
    ) as e:
        return Recheck(False, "", str(e) or type(e).__name__)


def for_all_sizes(task: Task, goal: Goal) -> bool:
    """Whether the goal shows for all sizes at once; else sizes are tried one by one."""
    try:
        universal.prove(task, goal)
    except Reject:
        task.region = Region
        return False
    return True


def between_entries(functions: FunctionTable) -> Callable[[Statement, Mapping[str, Any]], str]:
    return lambda statement, certificate: Task(statement, functions).check(certificate)


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


class Task:
    """A statement, with its definitions put in."""

    def __init__(
        self, statement: Statement, functions: FunctionTable, kept: frozenset[str] = frozenset()
    ) -> None:
        self.statement, self.relation, self.context = statement, statement.relation, statement.context
        self.unfolder = Unfolder(statement.context, functions, kept)
        self.left, self.right = (self.unfolder.unfold(side) for side in (statement.left, statement.right))
        self.assumptions = opened(self.unfolder.unfold(a) for a in statement.context.assumptions)
        self.seeds: list[Expr] = []
        self.leaves = 0
        self.plain: Expander | None = None
        self.region = Region

    def expander(self, env: Mapping[str, int], *, held: bool = False) -> Expander:
        """One for all uses where there is nothing to put in."""
        if env or held:
            return Expander(self.unfolder, env, held=held)
        if self.plain is None:
            self.plain = Expander(self.unfolder, {})
        return self.plain

    def read(self, data: Any) -> Expr:
        return self.unfolder.unfold(from_data(data))

    def check(self, certificate: Mapping[str, Any]) -> str:
        """What the certificate guarantees; raises when it proves nothing."""
        kind = certificate.get("kind")
        sides = (self.left, self.right)
        self.left, self.right = without_limits(self, sides, certificate.get("limits", ()))
        if kind == "complex":
            return self.check_parts(certificate)
        if kind == "point":
            return f"refuted at an exact point (balls of {self.refute(certificate)} bits)"
        if kind == "termwise":
            return termwise.prove(self, certificate, Goal, self.of_terms)
        if kind not in ("inequality", "cases", "conditional") and self.relation != "eq":
            raise Reject(f"a {kind} certificate proves equations only")
        if kind == "disjoint":
            return self.prove_disjoint(certificate)
        if kind == "radical":
            return self.prove_radical()
        if kind == "residues":
            return self.prove_residues(certificate)
        if kind == "induction":
            return induction.prove(self, certificate, Goal)
        if kind == "stages":
            kept = Task(self.statement, self.unfolder.functions, frozenset(certificate["kept"]))
            return stages.prove(self, certificate, kept, Goal)
        if kind == "intervals":
            return self.prove_on_intervals(certificate)
        if kind != "conditional":
            return self.prove(certificate)
        extra = opened(self.read(a) for a in certificate["holds_if"])
        if not extra:
            raise Reject("no condition is named")
        self.refute(certificate["refutation"])
        self.assumptions += extra
        return "false at an exact point; under the conditions " + self.prove(certificate["proof"])

    def of_terms(self, statement: Statement, certificate: Mapping[str, Any]) -> str:
        return Task(statement, self.unfolder.functions).check(certificate)

    def check_parts(self, certificate: Mapping[str, Any]) -> str:
        """Real and imaginary part of both sides; that a root or logarithm is real must be certain."""
        if self.relation != "eq":
            raise Reject("an order between numbers that are not real")
        planes = list(zip(*(parts(side) for side in (self.left, self.right)), strict=True))
        if "point" in certificate:
            bits, at = self.refute_part(certificate["point"], planes), certificate["part"]
            return f"refuted at an exact point, by the part {at} (balls of {bits} bits)"
        found = []
        for pair, proof in zip(planes, certificate["parts"], strict=True):
            self.left, self.right = pair
            listed = [self.read(c) for c in proof.get("conditions", ())]
            if proof["kind"] in ("complex", "conditional", "point") or any(c.head != "ne" for c in listed):
                raise Reject("a root or logarithm of something that is not certain to be positive")
            found.append(self.check(proof))
        return "real and imaginary part: " + "; ".join(dict.fromkeys(found))

    def refute_part(self, certificate: Mapping[str, Any], planes: list[tuple[Expr, Expr]]) -> int:
        """At the point everything has values, what is real within the sides too; those of one part differ."""
        bits = 0
        with ctx.workprec(256):
            at = self.placed(certificate["values"])
            for e in real_parts(self.left, self.right):
                at(e)
        for self.left, self.right in planes:
            with ctx.workprec(256):
                at = self.placed(certificate["values"])
                at(self.left), at(self.right)
        for self.left, self.right in planes:
            try:
                bits = self.refute(certificate)
            except Reject:
                continue
            return bits
        raise Reject("no part differs at the point")

    # ---- points ------------------------------------------------------------------------------------

    def refute(self, certificate: Mapping[str, Any]) -> int:
        """Both sides have certified values at the point, and these violate the relation; the bits used."""
        bits = 2 * int(certificate.get("bits", 64))
        if not 32 <= bits <= 65_536:
            raise Reject("a precision out of range")
        with ctx.workprec(bits):
            at = self.placed(certificate["values"])
            at(self.left), at(self.right)
            if not at(node("iverson", node(OPPOSITE[self.relation], self.left, self.right))):
                raise Reject("the two values do not violate the relation at the point")
        return bits

    def placed(self, values: Any) -> Callable[[Expr], Any]:
        """Values at a point at which every assumption holds for certain."""
        expander, point = place(self, values)
        for assumption in self.assumptions:
            if not all(point.truth(each) for each in everywhere(expander, assumption)):
                raise Reject("an assumption does not hold at the point")
        return lambda tree: point.value(expander.of(tree))

    # ---- proofs ------------------------------------------------------------------------------------

    def prove(self, certificate: Mapping[str, Any]) -> str:
        symbolic, given = False, self.assumptions
        for facts, cell in self.cells(certificate) if self.relation != "eq" else [((), certificate)]:
            self.assumptions = (*given, *facts)
            symbolic = self.prove_cell(certificate, cell) or symbolic
        self.assumptions = given
        if not self.unfolder.stages:
            self.witness(certificate)
        return "modulo random primes (error below 2^-100)" + (", for all sizes" if symbolic else "")

    def cells(self, certificate: Mapping[str, Any]) -> Iterator[tuple[tuple[Expr, ...], Any]]:
        """The cells of a split by signs, with their relations; None for one that must have no point. Where
        the other cell is closed, it holds the zeros too."""
        if certificate["kind"] != "cases":
            yield (), certificate
            return
        (data,), closed = certificate["split"], certificate["seams"] == "continuous"
        f, kinds = self.read(data), {1: "ge", -1: "le"} if closed else {1: "gt", -1: "lt", 0: "eq"}
        found = {int(cell["signs"][0]): cell["certificate"] for cell in certificate["cells"]}
        if not found:
            raise Reject("a split without a cell")
        for sign, kind in kinds.items():
            if sign not in found:
                yield (node(STRICTLY.get(kind, kind), f, ZERO),), None
            for facts, cell in self.cells(found[sign]) if sign in found else ():
                yield (node(kind, f, ZERO), *facts), cell

    def prove_cell(self, certificate: Mapping[str, Any], cell: Mapping[str, Any] | None) -> bool:
        """Whether sums of symbolic length were met."""
        left, right, signs = self.left, self.right, tuple[Expr, ...]()
        if cell is None:
            left, right, signs = ZERO, ZERO, (node("ne", ZERO, ZERO),)
        elif self.relation != "eq":
            left, right, signs = self.product(cell)
        elif certificate["kind"] not in ("field", "indexed", "cases"):
            raise Reject(f"no proof of the kind {certificate['kind']}")
        listed = tuple(self.read(c) for c in certificate.get("conditions", ()))
        left, right, extra = self.combined(left, right, certificate)
        self.seeds = [self.read(f) for f in gathered(certificate)]
        general = Goal(left, right, self.assumptions, listed, extra, signs)
        if self.unfolder.stages and for_all_sizes(self, general):
            return True
        fixed: dict[Expr, Expr] = {}
        names = named_places(self.unfolder, left, right)

        def placed(e: Expr) -> Expr:
            return generalised(substitute(pulled(e), names), self.unfolder, fixed)

        left, right = placed(left), placed(right)
        listed, extra, signs = (tuple(map(placed, trees)) for trees in (listed, extra, signs))
        self.assumptions, whole = tuple(map(placed, self.assumptions)), self.assumptions
        symbolic = numbered(left, right, *listed, *self.assumptions)
        try:
            sizes = list(instances(self.unfolder, left, right, self.assumptions)) if symbolic else [{}]
        except Reject:  # no finite-n principle
            self.assumptions, sizes = whole, []
            universal.prove(self, general)
        for env in sizes:
            goal = self.goal(self.expander(env, held=symbolic), left, right, listed, extra, signs)
            if goal is not None:
                self.settle(goal, 0)
        self.assumptions = whole
        return symbolic

    def witness(self, certificate: Mapping[str, Any]) -> None:
        """Both sides have values at a point of the domain."""
        with ctx.workprec(256):
            at = self.placed(certificate["witness"])
            at(self.left), at(self.right)

    def combined(
        self, left: Expr, right: Expr, certificate: Mapping[str, Any]
    ) -> tuple[Expr, Expr, tuple[Expr, ...]]:
        """right + Σ cofactor·(left_j − right_j) over declared equations, and what these bring in."""
        extra = []
        for entry in certificate.get("assumed", ()):
            k, cofactor = int(entry[0]), self.read(entry[1])
            equations = [a for a in self.assumptions if a.head == "eq"]
            if not 0 <= k < len(equations):
                raise Reject("an assumption that was not declared, or is no equation")
            extra.append(mul(cofactor, sub(*equations[k].args)))
        return left, add(right, *extra) if extra else right, tuple(extra)

    def product(self, certificate: Mapping[str, Any]) -> tuple[Expr, Expr, tuple[Expr, ...]]:
        """The greater side minus the smaller, a product, and the relations its factors must satisfy."""
        big, small = (self.right, self.left) if self.relation in ("lt", "le") else (self.left, self.right)
        strict, parts, signs = self.relation in ("lt", "gt", "ne"), [], []
        for data, e in certificate["factored"]:
            f, e = self.read(data), int(e)
            parts.append(power(f, num(e)) if e >= 0 else div(ONE, power(f, num(-e))))
            weak = "ne" if strict or e < 0 else ""
            kind = weak if self.relation == "ne" or e % 2 == 0 else "gt" if weak else "ge"
            signs += [node(kind, f, ZERO)] if kind else []
        if strict and not parts:
            raise Reject("no strict inequality without a factor")
        return sub(big, small), mul(*parts) if parts else ZERO, tuple(signs)

    def goal(
        self, expander: Expander, left: Expr, right: Expr, listed: Any, extra: Any, signs: Any
    ) -> Goal | None:
        """What is to be shown at these sizes; None where the assumptions exclude them."""
        facts = [c for a in self.assumptions for c in everywhere(expander, a)]
        equations = [c for c in facts if c.head == "eq"]
        if any(plainly(c) is False for c in facts):
            return None
        conditions = tuple(c for a in listed for c in everywhere(expander, a))
        sides = (expander.of(left), expander.of(right))
        goal = Goal(
            *sides,
            tuple(c for c in facts if c.head != "eq" and plainly(c) is None),
            conditions,
            tuple(expander.of(e) for e in extra),
            tuple(expander.of(s) for s in signs),
            tuple(self.sprouted(expander)),
        )
        for equation in equations if not extra else ():
            solved = self.solve(sub(*equation.args))
            goal = goal.where(*solved) if solved else goal
        return goal

    def sprouted(self, expander: Expander) -> Iterator[Expr]:
        """The certificate's factors at these sizes; they only help to find relations."""
        for seed in self.seeds:
            try:
                yield from everywhere(expander, seed)
            except Reject:
                continue

    def settle(self, goal: Goal, depth: int, *, audited: bool = True) -> None:
        """The goal, split by the signs of functions that the two sides compare with zero."""
        self.leaves += 1
        if depth > 10 or self.leaves > MOST_LEAVES:
            raise Reject("too many cases")
        plan = Plan.of(*goal.trees())
        try:
            plan = self.with_plan(lambda plan: self.leaf(goal, plan), plan=plan)
            if audited:
                self.with_plan(lambda plan: self.audit(goal, plan), plan=replace(plan, rooted={}))
        except Pinned as pinned:
            self.settle(goal.where(pinned.letter, pinned.value), depth + 1, audited=False)
            if audited:
                self.with_plan(lambda plan: self.audit(goal, plan), plan=plan)
        except Split as split:
            for kind in ("gt", "lt") if split.strict else ("ge", "le"):
                self.settle(goal.on(split.tree, kind), depth + 1, audited=audited)
            if split.strict:
                solved = self.solve(split.tree, goal.facts)
                there = goal.where(*solved) if solved else goal.on(split.tree, "eq")
                self.settle(there, depth + 1, audited=audited)

    def with_plan(self, work: Callable[[Plan], None], *trees: Expr, plan: Plan | None = None) -> Plan:
        """The work, laid out again as often as it asks for; relations of factors are looked for last."""
        plan = plan or Plan.of(*trees)
        for _ in range(60):
            try:
                work(plan)
                return plan
            except Restart:
                continue
            except (Reject, Split):
                if plan.thorough:
                    raise
                plan = replace(plan, thorough=True, groups=max(plan.groups, 8), attempt=0)
        raise Reject("the plan does not come to an end")

    def leaf(self, goal: Goal, plan: Plan) -> None:
        needs: list[Expr] = []
        try:
            region = self.region(plan, self.context, goal.facts, ())
            region.learn_all(region.asked(goal.left, goal.right, taken=False))
            self.pin(goal, region)
            region.begin(self.sown(goal))
            require_low_degree(goal.left, goal.right)
            left, right = region.value(goal.left), region.value(goal.right)
            needs = region.asked(goal.left, goal.right, taken=True)
            for need in needs:
                region.learn(need)
            region.settled()
            if not region.same(left, right):
                region.contradict()
                raise Reject("the two sides are not equal modulo a random prime")
            for relation in (*goal.listed, *goal.signed):
                if region.holds(relation) is not True:
                    region.contradict()
                    raise Reject(
                        f"a condition that the two sides do not ask for, or a sign not known: {relation!r}"
                    )
            for need in region.asked(*goal.extra, taken=True):
                if region.holds(need) is not True:
                    raise Reject("a cofactor that has no value everywhere")
        except Empty:
            pass

    def pin(self, goal: Goal, region: Region) -> None:
        for u in [u for u in region.known if region.sign(u) == NOUGHT]:
            solved = self.solve(u, goal.facts)
            if solved is not None:
                raise Pinned(*solved)

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
        try:
            region = self.region(plan, self.context, (*goal.facts, *goal.listed), ())
            needs = region.asked(goal.left, goal.right, taken=True)
            region.begin([*self.sown(goal), *(gap_of(c)[0] for c in needs if c.head in OPPOSITE)])
            region.settled()
            for need in needs:
                if region.holds(need) is not True:
                    region.contradict()
                    raise Reject(f"a condition is not listed: {need!r}")
                region.learn(need)
        except Empty:
            pass

    def solve(self, f: Expr, facts: tuple[Expr, ...] = ()) -> tuple[Expr, Expr] | None:
        """(x, v) with f = 0 ⇔ x = v: a letter in which f is linear with a constant coefficient."""
        letters = [e for e in postorder(f) if e.head in ("sym", "entry")]
        for x in (e for e in letters if e.head == "entry" or not e.value.startswith(HELD)):
            low = substitute(f, {x: ZERO})

            found: list[Fraction] = []

            def slope(plan: Plan, x: Expr = x, low: Expr = low, found: list[Fraction] = found) -> None:
                region = self.region(plan, self.context, facts, ())
                one = region.constant(Fraction(1))
                c = region.ratio(region.value(sub(substitute(f, {x: ONE}), low), False), one)
                line = add(mul(num(c), x), low) if c else None
                if c and line and region.same(region.value(line, False), region.value(f, False)):
                    found.append(c)

            try:
                self.with_plan(slope, f, *facts)
            except (Reject, Split, Empty):
                continue
            if found:
                return x, mul(num(-1 / found[-1]), low)
        return None

    def prove_radical(self) -> str:
        """Two constants nearer to each other than different ones of this form can be."""
        gap = sub(*(Expander(self.unfolder, {}).of(side) for side in (self.left, self.right)))
        needed = separation(gap)
        with ctx.workprec(needed + 64 + 8 * sum(1 for _ in postorder(gap))):
            value = Point({}).value(gap)
            if not abs(ball(value)) < ball(Fraction(1, 2**needed)):
                raise Reject("the two constants are not near enough to be equal")
        return f"exact (separation bound of {needed} bits)"

    def prove_residues(self, certificate: Mapping[str, Any]) -> str:
        """letter := M·q + r for every r, q an integer letter."""
        named = [(from_data(x).value, int(m)) for x, m in certificate["moduli"]]
        moduli = [(str(x.name if isinstance(x, Index) else x), m) for x, m in named]
        wanted = set(product(*(range(m) for _, m in moduli)))
        if any(self.context.role(x) not in INTEGERS or m < 1 for x, m in moduli) or len(wanted) > 1024:
            raise Reject("residues of something that is no integer letter")
        sizes = [node("sym", value=x) for x, _ in moduli if self.context.role(x) == "size"]
        sides = (self.left, self.right)
        assumed = (*self.assumptions, *(node("ge", n, ONE) for n in sizes))
        fresh = Letter("", "integer")
        self.unfolder.context = self.context = self.context.with_letters(
            *(replace(fresh, name=f"q·{x}") for x, _ in moduli)
        )
        listed = tuple(self.read(c) for c in certificate.get("conditions", ()))
        self.seeds = [self.read(f) for cell in certificate["cells"] for f in cell.get("factors", ())]
        for residue in sorted(wanted):
            at: dict[Expr, Expr] = {}
            for (x, m), r in zip(moduli, residue, strict=True):
                at |= {
                    form: add(mul(num(m), node("sym", value=f"q·{x}")), num(r))
                    for form in (node("sym", value=x), node("idx", value=Index(x)))
                }
            left, right, *facts = (substitute(e, at) for e in (*sides, *assumed, *listed))
            expander = Expander(self.unfolder, {})
            facts = [expander.of(e) for e in facts]
            self.settle(
                Goal(
                    expander.of(left),
                    expander.of(right),
                    tuple(facts[: len(assumed)]),
                    tuple(facts[len(assumed) :]),
                    seeds=tuple(self.sprouted(expander)),
                ),
                0,
            )
        self.witness(certificate)
        return "modulo random primes (error below 2^-100), for every residue"

    def prove_on_intervals(self, certificate: Mapping[str, Any]) -> str:
        listed = (self.read(c) for c in certificate.get("conditions", ()))
        trees = [self.expander({}).of(e) for e in (self.left, self.right, *self.assumptions, *listed)]
        facts, conditions = trees[2 : 2 + len(self.assumptions)], trees[2 + len(self.assumptions) :]
        intervals.prove(self, Goal(trees[0], trees[1], tuple(facts), tuple(conditions)), certificate)
        self.witness(certificate)
        return "modulo random primes (error below 2^-100), interval by interval"

    def prove_disjoint(self, certificate: Mapping[str, Any]) -> str:
        """Σ c_j·u_j ≤ 0 identically with c_j > 0, u_j ≥ 0 on the domain, and one of them strict."""
        terms = [(self.read(data), Fraction(c)) for data, c in certificate["combination"]]
        facts = tuple(a for a in self.assumptions if a.head != "eq")
        open_domain = all(a.head in ("lt", "gt", "ne") for a in self.assumptions)
        sides = tuple(Expander(self.unfolder, {}).of(side) for side in (self.left, self.right))
        if self.unfolder.functions.partial_in(*sides, *self.assumptions):
            raise Reject("a function that has values outside the domain it is known on")

        def work(plan: Plan) -> None:
            region = Region(plan, self.context, (), ())
            needs = [*region.asked(*sides, taken=False), *facts]
            known = [
                (region.value(u, False), m) for u, m in map(gap_of, (n for n in needs if n.head in OPPOSITE))
            ]
            total, strict = region.constant(Fraction(0)), False
            for relation, c in terms:
                u, mask = gap_of(relation)
                v, mask = (
                    (region.value(u, False), mask)
                    if not mask & 1
                    else (region.value(neg(u), False), mask ^ 5)
                )
                given = [
                    m
                    for w, m in known
                    if (q := region.ratio(v, w)) and (m if q > 0 else (m & 2) | (m & 1) << 2 | m >> 2) == mask
                ]
                if mask not in (4, 6) or not given or c <= 0:
                    raise Reject("not a positive combination of conditions of the two sides")
                strict = strict or mask == 4
                total = region.plus(total, region.scale(c, v))
            rest = region.ratio(total, region.constant(Fraction(1)))
            if not region.zero(total) and (rest is None or rest >= 0):
                raise Reject("the combination of conditions is no contradiction")
            thin = any(e.head not in ANALYTIC for r, _ in terms for e in postorder(*r.args))
            if not strict and rest is None and (thin or not open_domain):
                raise Reject("the combination of conditions is no contradiction")

        self.with_plan(work)
        return "the domains do not meet, modulo random primes"


def separation(e: Expr) -> int:
    """B with |e| ≥ 2^−B unless e = 0, for e of numbers, + − × ÷, real roots and cos(qπ) (BFMSS bound): e is a
    quotient of algebraic integers whose conjugates are at most 2^u and 2^l, and D bounds its degree.
    2·cos(qπ) is the sum of two 2b-th roots of unity for q = a/b."""
    bounds: dict[Expr, tuple[float, float]] = {}
    degree, unity = 1, 1
    for x in postorder(e):
        q = Fraction(1, 2) if x.head == "sqrt" else exact(x.args[1]) if x.head == "pow" else None
        number, parts = number_value(x), [bounds.get(a, (inf, inf)) for a in x.args]
        if number is not None:
            bounds[x] = (abs(number.numerator).bit_length(), number.denominator.bit_length())
        elif x.head in ("sin", "cos", "tan"):
            bounds[x] = (1, 1)
            unity = lcm(unity, 4 * half_turns(x.args[0]).denominator)
        elif x.head == "add":
            low = sum(b for _, b in parts)
            bounds[x] = (max(a + low - b for a, b in parts) + len(parts), low)
        elif x.head == "mul":
            bounds[x] = (sum(a for a, _ in parts), sum(b for _, b in parts))
        elif x.head in ("neg", "where"):
            bounds[x] = parts[0]
        elif x.head == "div":
            bounds[x] = (parts[0][0] + parts[1][1], parts[0][1] + parts[1][0])
        elif q is not None:
            (u, low), k, n = parts[0], q.denominator, abs(q.numerator)
            root = ((u + (k - 1) * low) / k, low) if u >= low else (u, ((k - 1) * u + low) / k)
            above, below = n * root[0] + 1, n * root[1] + 1
            bounds[x] = (above, below) if q > 0 else (below, above)
            degree *= k
        if degree * unity > 4096:
            raise Reject("too high a degree")
    above, below = bounds.get(e, (inf, inf))
    if not max(above, below) <= 30_000:
        raise Reject("no bound for a constant of this form")
    return int((degree * unity - 1) * max(above, 0) + max(below, 0)) + 4


def half_turns(e: Expr) -> Fraction:
    """q for an angle q·π."""
    found = line.quotient(e)
    if found is not None:
        atom, p, q = found
        if p[0] == 0 and q.degree() == 0 and (not p or (atom is PI and p.degree() == 1)):
            return Fraction(str(p[1] / q[0]))
    raise Reject("an angle that is no rational multiple of π")


def require_low_degree(*trees: Expr) -> None:
    """The degree in the generators, integer powers written out, is below 2^64."""
    degree: dict[Expr, int] = {}
    for e in postorder(*trees):
        q = exact(e.args[1]) if e.head == "pow" else None
        times = 1 if q is None else abs(q.numerator) + q.denominator
        degree[e] = 1 + times * sum(degree[a] for a in e.args)
        if degree[e] >> 64:
            raise Reject("a degree beyond 2^64")


def opened(relations: Any) -> tuple[Expr, ...]:
    return tuple(p for r in relations for p in (opened(r.args) if r.head == "and" else (r,)))


def gathered(certificate: Mapping[str, Any]) -> list[Any]:
    """The factors named anywhere in a certificate."""
    found = list(certificate.get("factors", ()))
    for cell in certificate.get("cells", ()):
        found += gathered(cell["certificate"])
    return found


def plainly(relation: Expr) -> bool | None:
    """The truth of a relation between numbers."""
    if any(e.head in ("sym", "entry", "idx", "call", "const") for e in postorder(relation)):
        return None
    with ctx.workprec(256):
        return Point({}).truth(relation)
