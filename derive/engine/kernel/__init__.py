"""The trusted kernel: re-checks a verdict from its certificate by values modulo random primes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flint import ctx

from derive.engine.kernel import (
    disjoint,
    induction,
    intervals,
    radical,
    reduced,
    remainders,
    stages,
    termwise,
    universal,
)
from derive.engine.kernel.arrays import KINDS, check_arrays
from derive.engine.kernel.binomials import without_sums
from derive.engine.kernel.goals import OPPOSITE, STRICTLY, Goal, Pinned, Settling, has_values_everywhere
from derive.engine.kernel.limits import without_limits
from derive.engine.kernel.plan import Restart, Work, gathered
from derive.engine.kernel.planes import has_unit, parts, real_parts
from derive.engine.kernel.points import numbered
from derive.engine.kernel.premises import accepted, of_premise
from derive.engine.kernel.relations import Empty, Split, opened
from derive.engine.kernel.unfold import Reject, Unfolder
from derive.engine.kernel.witnesses import everywhere, placed
from derive.engine.kernel.written import written
from derive.errors import DeriveError
from derive.expressions.build import ONE, ZERO, add, div, mul, num, power, sub
from derive.expressions.data import certificate_digest, from_data, statement_digest
from derive.expressions.expr import Expr, free_indices, node
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement

NO_PROOF = ("point", "disjoint", "conditional", "complex")


@dataclass(frozen=True)
class Recheck:
    accepted: bool
    guarantee: str
    reason: str


def _of_arrays(statement: Statement, functions: FunctionTable, certificate: Mapping[str, Any]) -> str:
    return check_arrays(statement, certificate, between_entries(functions), functions)


def recheck(statement: Statement, functions: FunctionTable, certificate: Mapping[str, Any]) -> Recheck:
    try:
        if certificate.get("statement") != statement_digest(statement):
            raise Reject("the certificate is for another statement")
        if certificate.get("seal") != certificate_digest(certificate):
            raise Reject("the certificate was changed after it was sealed")
        Work.begin(str(certificate["seal"]))
        if certificate.get("kind") in KINDS:
            return Recheck(True, _of_arrays(statement, functions, certificate), "")
        return Recheck(True, accepted(Task(statement, functions), certificate), "")
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


def between_entries(functions: FunctionTable) -> Callable[[Statement, Mapping[str, Any]], str]:
    return lambda statement, certificate: Task(statement, functions).check(certificate)


class Task(Settling):
    """A statement, with its definitions put in."""

    def __init__(
        self, statement: Statement, functions: FunctionTable, kept: frozenset[str] = frozenset()
    ) -> None:
        self.statement, self.relation, self.context = statement, statement.relation, statement.context
        self.unfolder = Unfolder(statement.context, functions, kept)
        sides = (without_sums(side, statement.context) for side in (statement.left, statement.right))
        self.left, self.right = (self.unfolder.unfold(side) for side in sides)
        self.assumptions = opened(self.unfolder.unfold(a) for a in statement.context.assumptions)
        self.leaves = 0
        self.region = universal.Universal

    def written(self, e: Expr) -> Expr:
        """Derivatives carried out, sums between two numbers written out."""
        return written(self.unfolder, e)

    def read(self, data: Any) -> Expr:
        return self.unfolder.unfold(from_data(data))

    def check(self, certificate: Mapping[str, Any]) -> str:
        """What the certificate guarantees; raises when it proves nothing."""
        kind = certificate.get("kind")
        sides = (self.left, self.right)
        point = certificate.get("witness") or certificate.get("values") or {}
        self.left, self.right = without_limits(self, sides, certificate.get("limits", ()), point)
        if kind == "complex":
            return self.check_parts(certificate)
        if kind == "point":
            return f"refuted at an exact point (balls of {self.refute(certificate)} bits)"
        if kind == "termwise":
            return termwise.prove(self, certificate, Goal, self.of_terms)
        if kind == "reduced":
            return reduced.prove(self, certificate, Goal, self.of_terms)
        if kind not in ("inequality", "cases", "conditional") and self.relation != "eq":
            raise Reject(f"a {kind} certificate proves equations only")
        if kind == "disjoint":
            return disjoint.prove(self, certificate)
        if kind == "radical":
            return radical.prove(self)
        if kind == "residues":
            return remainders.prove(self, certificate)
        if kind == "induction":
            return induction.prove(self, certificate, Goal)
        if kind == "stages":
            kept = Task(self.statement, self.unfolder.functions, frozenset(certificate["kept"]))
            return stages.prove(self, certificate, kept, Goal)
        if kind == "intervals":
            return self.prove_on_intervals(certificate)
        if kind != "conditional":
            return self.prove(certificate)
        if not certificate["holds_if"]:
            raise Reject("no condition is named")
        self.refute(certificate["refutation"])
        known = self.statement.context.assuming(*map(from_data, certificate["holds_if"]))
        proof = self.of_terms(replace(self.statement, context=known), certificate["proof"])
        return "false at an exact point; under the conditions " + proof

    def of_terms(self, statement: Statement, certificate: Mapping[str, Any]) -> str:
        """The proof of another statement."""
        if certificate["kind"] in NO_PROOF:
            raise Reject("a refutation, or a proof under a condition, where a proof is needed")
        return of_premise(statement, self.unfolder.functions, certificate, Task)

    def check_parts(self, certificate: Mapping[str, Any]) -> str:
        """Real and imaginary part of both sides; that a root or logarithm is real must be certain."""
        if self.relation != "eq" or not has_unit(self.left, self.right):
            raise Reject("an order between numbers that are not real, or real numbers alone")
        planes = list(zip(*(parts(side) for side in (self.left, self.right)), strict=True))
        if "point" in certificate:
            bits, at = self.refute_part(certificate["point"], planes), certificate["part"]
            return f"refuted at an exact point, by the part {at} (balls of {bits} bits)"
        found = []
        for pair, proof in zip(planes, certificate["parts"], strict=True):
            self.left, self.right = pair
            listed = [self.read(c) for c in proof.get("conditions", ())]
            if proof["kind"] in NO_PROOF or any(c.head != "ne" for c in listed):
                raise Reject("a root or logarithm of something that is not certain to be positive")
            found.append(self.check(proof))
        return "real and imaginary part: " + "; ".join(dict.fromkeys(found))

    def refute_part(self, certificate: Mapping[str, Any], planes: list[tuple[Expr, Expr]]) -> int:
        """At the point everything has values, what is real within the sides too; those of one part differ."""
        bits = 0
        with ctx.workprec(256):
            at = self.at(certificate["values"])
            for e in real_parts(self.left, self.right):
                at(e)
        for self.left, self.right in planes:
            with ctx.workprec(256):
                at = self.at(certificate["values"])
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
            at = self.at(certificate["values"])
            at(self.left), at(self.right)
            if not at(node("iverson", node(OPPOSITE[self.relation], self.left, self.right))):
                raise Reject("the two values do not violate the relation at the point")
        return bits

    def at(self, values: Any) -> Callable[[Expr], Any]:
        """Values at a point at which every assumption holds for certain."""
        point = placed(self, values)
        own = free_indices(self.statement.left) | free_indices(self.statement.right)
        if not all(everywhere(point, self.context, own, self.written(a)) for a in self.assumptions):
            raise Reject("an assumption does not hold at the point")
        return lambda tree: point.value(self.written(tree))

    # ---- proofs ------------------------------------------------------------------------------------

    def prove(self, certificate: Mapping[str, Any]) -> str:
        symbolic, given = False, self.assumptions
        known = (*given, *(self.read(c) for c in certificate.get("conditions", ())))
        for facts, cell in self.cells(certificate, known) if self.relation != "eq" else [((), certificate)]:
            self.assumptions = (*given, *facts)
            symbolic = self.prove_cell(certificate, cell) or symbolic
        self.assumptions = given
        if not self.unfolder.stages:
            self.witness(certificate)
        return "modulo random primes (error below 2^-100)" + (", for all sizes" if symbolic else "")

    def cells(
        self, certificate: Mapping[str, Any], known: tuple[Expr, ...]
    ) -> Iterator[tuple[tuple[Expr, ...], Any]]:
        """The cells of a split by signs, with their relations; None for one that must have no point. Where
        the other cell is closed, it holds the zeros too."""
        if certificate["kind"] != "cases":
            yield (), certificate
            return
        (data,), closed = certificate["split"], certificate["seams"] == "continuous"
        f, kinds = self.read(data), {1: "ge", -1: "le"} if closed else {1: "gt", -1: "lt", 0: "eq"}
        if not has_values_everywhere(f):  # wherever the two sides have values
            universal.prove(self, Goal(f, f, known))
        found = {int(cell["signs"][0]): cell["certificate"] for cell in certificate["cells"]}
        if not found:
            raise Reject("a split without a cell")
        for sign, kind in kinds.items():
            if sign not in found:
                yield (node(STRICTLY.get(kind, kind), f, ZERO),), None
            for facts, cell in self.cells(found[sign], known) if sign in found else ():
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
        seeds = tuple(self.read(f) for f in gathered(certificate))
        goal = Goal(left, right, self.assumptions, listed, extra, signs, seeds)
        universal.prove(self, goal, exactly=self.relation != "eq")
        return numbered(left, right, *listed, *self.assumptions)

    def witness(self, certificate: Mapping[str, Any]) -> None:
        """Both sides have values at a point of the domain."""
        with ctx.workprec(256):
            at = self.at(certificate["witness"])
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

    def prove_on_intervals(self, certificate: Mapping[str, Any]) -> str:
        listed = (self.read(c) for c in certificate.get("conditions", ()))
        trees = [self.written(e) for e in (self.left, self.right, *self.assumptions, *listed)]
        facts, conditions = trees[2 : 2 + len(self.assumptions)], trees[2 + len(self.assumptions) :]
        intervals.prove(self, Goal(trees[0], trees[1], tuple(facts), tuple(conditions)), certificate)
        self.witness(certificate)
        return "modulo random primes (error below 2^-100), interval by interval"
