"""Statements between whole arrays, re-checked by values: at an exact point, or modulo a prime at every size.

array point    both sides and the assumptions at exact matrices
arrays         left − right − Σ multiples = 0 for random matrices at every size up to the number of indices in
               a monomial; each multiple holds a factor M M⁻¹ − 1, or one that is assumed to be 0
determinants   the statement about letters that stand for the determinants of free matrices
instance       a proof of the general statement, of which this is the one at its sizes
entries        the statement between entries, lowered here, by the certificate of numbers
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from derive.engine.kernel.array_gates import Gates, GateTables
from derive.engine.kernel.array_gates import bound as gated_bound
from derive.engine.kernel.array_letters import opened, rooted, spelled_out
from derive.engine.kernel.array_points import has_values, misfit, refuted
from derive.engine.kernel.ball_field import Balls
from derive.engine.kernel.duals import level, linear, minus, moved, plus, rows_of, times
from derive.engine.kernel.dummies import Counting, pads, up_to
from derive.engine.kernel.entries import lowered
from derive.engine.kernel.fields import MOST_ROOTS, Modulo, Rationals
from derive.engine.kernel.free_determinants import freed
from derive.engine.kernel.instances import general_of
from derive.engine.kernel.laws import Law, counted, summed, vanishing
from derive.engine.kernel.multiples import law_of, multiple
from derive.engine.kernel.pairing import beside_gradient, slope_and_gradient
from derive.engine.kernel.tables import Tables, Undefined
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import ZERO
from derive.expressions.data import from_data
from derive.expressions.expr import Expr, node, postorder
from derive.expressions.walk import letters
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.notation.shapes import same_shape
from derive.records.statement import Statement

_WHOLE = ("point", "conditional", "entries", "shapes", "instance", "determinants")
KINDS = frozenset({"arrays", *(f"array {each}" for each in _WHOLE)})
ROOTS = frozenset({"sqrt", "norm", "frobenius", "pow"})  # half of all numbers have a root modulo a prime
PROOFS = frozenset({"arrays", "array entries"})
MOST_TRIES = 60
POINTS = 2
Recheck = Callable[[Statement, Mapping[str, Any]], str]


def check_arrays(
    statement: Statement, certificate: Mapping[str, Any], numbers: Recheck, functions: FunctionTable
) -> str:
    """What the certificate guarantees; raises when it proves nothing. `numbers` checks those of numbers."""
    kind = certificate["kind"]
    task = ArrayTask(opened(statement), functions)
    if kind == "array entries":
        inner = certificate["entry"]
        refuting = inner.get("kind") in ("point", "conditional") or "point" in inner
        return "entry by entry; " + numbers(lowered(task.statement, refuting), inner)
    if kind == "array determinants":
        inner, (plain, _) = certificate["numbers"], freed(task.statement)
        kept = inner["kind"] in KINDS
        found = check_arrays(plain, inner, numbers, functions) if kept else numbers(plain, inner)
        return f"determinants of free matrices as letters; {found}"
    if kind == "array instance":
        inner = certificate["proof"]
        require_proof(inner)
        general = general_of(task.statement, certificate["general"])
        return f"an instance; {check_arrays(general, inner, numbers, functions)}"
    if statement.relation != "eq":
        raise Reject(f"a certificate of the kind {kind} is for equations only")
    if kind == "array shapes":
        return misfit(task)
    if kind == "array point":
        return refuted(task, certificate)
    if kind == "arrays":
        return task.proved(certificate)
    extra = tuple(from_data(each) for each in certificate["holds_if"])
    if not extra:
        raise Reject("no condition is named")
    refuted(task, certificate["refutation"])
    require_proof(certificate["proof"])
    stronger = replace(statement, context=statement.context.assuming(*extra))
    return "false at an exact point; under the conditions " + check_arrays(
        stronger, certificate["proof"], numbers, functions
    )


def require_proof(certificate: Mapping[str, Any]) -> None:
    """A refutation, or a statement under a further condition, is no proof."""
    if certificate["kind"] == "array instance":
        return  # it asks for itself
    refuting = ("point", "disjoint", "conditional")
    if certificate["kind"] not in PROOFS or certificate.get("entry", {}).get("kind") in refuting:
        raise Reject("a statement that is false says nothing of another")


@dataclass
class ArrayTask:
    """A statement whose definitions are put in."""

    statement: Statement
    functions: FunctionTable

    def __post_init__(self) -> None:
        self.context: Context = self.statement.context
        sides = (self.statement.left, self.statement.right)
        self.left, self.right = (spelled_out(side, self.functions) for side in sides)
        self.plain = Tables(Rationals(), self.context, {}, {})
        self.left, self.right = (rooted(side, self.plain.shape) for side in (self.left, self.right))
        self.gated = False
        self.assumed = [a for a in self.context.assumptions if a.head == "eq"]

    def named(self) -> dict[str, Expr]:
        found: dict[str, Expr] = {}
        for tree in (self.left, self.right, *self.context.assumptions):
            found |= letters(tree)
        for name in found:
            if self.context.definition(name) is not None:
                raise Reject(f"{name} is defined by its entries")
            if self.context.role(name) not in ("scalar", "size"):
                raise Reject(f"{name} is no real array")
        return found

    def size_letters(self) -> list[str]:
        """The letters that are sizes: of axes, and in I_n."""
        named = self.named()
        axes = [n for x in named if x in self.context.letters for n in self.context.letters[x].axes]
        axes += [n for e in postorder(self.left, self.right) if e.head in FILLED for n in e.args]
        found = [n for axis in axes for n in letters(axis)]
        if any(self.context.role(n) != "size" for n in found):
            raise Reject("a length that is no size")
        return list(dict.fromkeys([*found, *(x for x in named if self.context.role(x) == "size")]))

    def gap(self, left: Any, right: Any) -> Any:
        if rows_of(left) != rows_of(right) and self.right is ZERO:
            return left
        return plus(left, minus(right))

    # ---- proofs ------------------------------------------------------------------------------------

    def proved(self, certificate: Mapping[str, Any]) -> str:
        left, right = (self.plain.shape(side) for side in (self.left, self.right))
        if not same_shape(left, right) and self.right is not ZERO:
            raise Reject("the two sides have different shapes")
        multiples = [multiple(self, each) for each in certificate.get("multiples", ())]
        laws = [law_of(self, each) for each in certificate.get("dets", ())]
        has_values(self, certificate["witness"])
        self.gated = certificate.get("gates", False) is True
        if self.gated and (multiples or laws):
            raise Reject("multiples beside gates")
        names = self.size_letters()
        if not names:
            self.vanish(names, {}, multiples, [], generic=False)
            return "modulo random primes (error below 2^-100)"
        for sizes in self.patterns(names, multiples, laws):
            self.vanish(names, sizes, multiples, laws, generic=True)
        return "modulo random primes (error below 2^-100), for all sizes (finite-n principle)"

    def patterns(
        self, names: Sequence[str], multiples: Sequence[Expr], laws: Sequence[Law]
    ) -> Iterator[dict[str, int]]:
        """Every choice of sizes up to the number of indices; the greatest alone where it holds the others."""
        if self.gated:
            most = [
                max(n, 1) + 1
                for n in map(
                    gated_bound(self.plain, self.paired(), (self.left, self.right)).__getitem__, names
                )
            ]
            yield from up_to(names, most)
            return
        trees = [self.left, self.right, *multiples]
        counting = Counting(self.plain, any(e.head == "deriv" for e in postorder(*trees)))
        total = counted(counting, trees).times(counting.axes(self.plain.shape(self.left)))
        for law in laws:
            total = total.plus(law.count(counting))
        bound = total.above + total.below
        most = [max(bound[n], 1) + 1 for n in names]
        slopes, trees = self.paired(), [*multiples]
        trees += [self.left, self.right] if slopes is None else [slopes[0], slopes[2]]
        if not laws and pads(self.plain, *trees):
            yield dict(zip(names, most, strict=True))
            return
        yield from up_to(names, most)

    def paired(self) -> tuple[Expr, Expr, Expr] | None:
        """(f, X, G) for a statement ∂f/∂X = G."""
        return slope_and_gradient(self.left, self.right, self.plain.shape)

    def vanish(
        self,
        names: Sequence[str],
        sizes: Mapping[str, int],
        multiples: Sequence[Expr],
        laws: Sequence[Law],
        *,
        generic: bool,
    ) -> None:
        """left − right − Σ multiples is 0 at random matrices of these sizes, for every choice of roots."""
        good = 0
        rooted = any(e.head in ROOTS for e in postorder(self.left, self.right))
        for attempt in range(MOST_TRIES * (2**MOST_ROOTS if rooted else 1)):
            seed = f"{sorted(sizes.items())} {attempt} {self.left!r} {self.right!r}"
            try:
                roots = self.one_point(seed, (), sizes, multiples, laws, generic)
                for signs in product((1, -1), repeat=roots) if roots else ():
                    self.one_point(seed, signs, sizes, multiples, laws, generic)
            except Undefined:
                continue
            good += 1
            if good == POINTS:
                return
        raise Reject("no point with values was found modulo a prime")

    def one_point(
        self,
        seed: str,
        signs: Sequence[int],
        sizes: Mapping[str, int],
        multiples: Sequence[Expr],
        laws: Sequence[Law],
        generic: bool,
    ) -> int:
        field = Modulo(seed, signs, generic=generic)
        tables = self.tables(field, sizes, {}, {})
        tables.letters = self.drawn(field, tables)
        for law in reversed(laws):
            law.put(tables, field)
        zero = [tables.value(each) for each in multiples]
        if not vanishing(self.difference(tables, field, zero)):
            raise Reject("the two sides are not equal modulo a random prime")
        return field.roots

    def difference(self, tables: Tables, field: Modulo | Balls, zero: Sequence[Any]) -> Any:
        """left − right − Σ zero; of ∂f/∂X = G the slope of f in a random direction H, and ⟨G, H⟩ or G h."""
        pair = self.paired()
        if pair is None:
            gap = self.gap(tables.value(self.left), tables.value(self.right))
            return summed([gap, *map(minus, zero)])
        body, letter, other = pair
        given = summed([tables.value(other), *beside_gradient(self.left, self.right, zero)])
        at = tables.letters[letter.value]
        direction = field.drawn(*rows_of(at))
        letters = {**tables.letters, letter.value: moved(at, direction, 1)}
        near = self.tables(field, tables.sizes, letters, getattr(tables, "gates", {}))
        value = near.value(body)
        slope = value.slope if level(value) else linear(lambda x: x - x, value)
        if tables.shape(body):
            paired = times(given, direction)
        else:
            paired = tables.total(tables.hadamard(given, direction))
        return plus(slope, minus(paired))

    def tables(
        self, field: Modulo | Balls, sizes: Mapping[str, int], letters: Mapping[str, Any], gates: Gates
    ) -> Tables:
        if not self.gated or isinstance(field, Balls):
            return Tables(field, self.context, sizes, letters)
        found = GateTables(field, self.context, sizes, letters)
        found.gates = gates
        return found

    def drawn(self, field: Modulo, tables: Tables) -> dict[str, Any]:
        """Random matrices; B + Bᵀ or B − Bᵀ for what is assumed to be symmetric or antisymmetric."""
        found = {}
        for name in self.named():
            if name in tables.sizes:
                continue
            axes = self.context.letters[name].axes if name in self.context.letters else ()
            b = field.drawn(*tables.extent(axes))
            sign = self.symmetry(name)
            found[name] = b if not sign else b + b.transpose() if sign > 0 else b - b.transpose()
        return found

    def symmetry(self, name: str) -> int:
        """1 where A = Aᵀ is assumed, −1 where A = −Aᵀ is."""
        a = node("sym", value=name)
        turned = node("transpose", a)
        for relation in self.assumed:
            sides = set(relation.args)
            if sides == {a, turned}:
                return 1
            if sides in ({a, node("neg", turned)}, {turned, node("neg", a)}):
                return -1
        return 0


FILLED = ("identity", "ones", "zeros")
