"""A statement between whole arrays, looked at modulo a prime at every size, and its proofs.

left − right − Σ multiples = 0 for random matrices at every size up to the number of indices in a monomial;
each multiple holds a factor M M⁻¹ − 1, or one that is assumed to be 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from derive.engine.kernel.array_gates import Gates, GateTables
from derive.engine.kernel.array_gates import bound as gated_bound
from derive.engine.kernel.array_letters import rooted, spelled_out
from derive.engine.kernel.array_points import has_values
from derive.engine.kernel.ball_field import Balls
from derive.engine.kernel.duals import level, linear, minus, moved, plus, rows_of, times
from derive.engine.kernel.dummies import Counting, grid
from derive.engine.kernel.fields import MOST_ROOTS, Modulo, Rationals
from derive.engine.kernel.laws import Law, counted, summed, vanishing
from derive.engine.kernel.multiples import law_of, multiple
from derive.engine.kernel.padding import pads
from derive.engine.kernel.pairing import beside_gradient, slope_and_gradient
from derive.engine.kernel.tables import Nowhere, Tables, Undefined
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import ZERO
from derive.expressions.expr import Expr, node, postorder
from derive.expressions.walk import letters
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.notation.shapes import same_shape
from derive.records.statement import Statement

ROOTS = frozenset({"sqrt", "norm", "frobenius", "pow"})  # half of all numbers have a root modulo a prime
MOST_TRIES = 60
POINTS = 2


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
        self.vanish_at_all(names, multiples, laws)
        return "modulo random primes (error below 2^-100), for all sizes (finite-n principle)"

    def vanish_at_all(self, names: Sequence[str], multiples: Sequence[Expr], laws: Sequence[Law]) -> None:
        """From size 1 on; from 2 on for the letters at whose size 1 the sides have no value."""
        first: dict[str, int] = {}
        tried: set[tuple[int, ...]] = set()
        for _ in range(len(names) + 1):
            try:
                for sizes in self.patterns(names, multiples, laws, first):
                    if tuple(sizes.values()) not in tried:
                        self.vanish(names, sizes, multiples, laws, generic=True)
                        tried.add(tuple(sizes.values()))
                return
            except Nowhere:
                ones = [n for n in names if sizes[n] == 1]
                if not ones:
                    raise
                first[self.without_values(ones, names, multiples, laws)] = 2
        raise Reject("no sizes at which the sides have values")

    def without_values(
        self, ones: Sequence[str], names: Sequence[str], multiples: Sequence[Expr], laws: Sequence[Law]
    ) -> str:
        """The letter at whose size 1 the sides have no value whatever the other sizes."""
        for name in ones:
            try:
                sizes = {n: 1 if n == name else 3 + k for k, n in enumerate(names)}
                self.vanish(names, sizes, multiples, laws, generic=True)
            except Nowhere:
                return name
        raise Reject("no point with values was found modulo a prime")

    def patterns(
        self,
        names: Sequence[str],
        multiples: Sequence[Expr],
        laws: Sequence[Law],
        first: Mapping[str, int],
    ) -> Iterator[dict[str, int]]:
        """Every choice of sizes up to the number of indices; the greatest alone where it holds the others."""
        if self.gated:
            most = [
                max(n, 1) + 1
                for n in map(
                    gated_bound(self.plain, self.paired(), (self.left, self.right)).__getitem__, names
                )
            ]
            yield from grid(names, most, first)
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
        yield from grid(names, most, first)

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
        good = nowhere = 0
        rooted = any(e.head in ROOTS for e in postorder(self.left, self.right))
        for attempt in range(MOST_TRIES * (2**MOST_ROOTS if rooted else 1)):
            seed = f"{sorted(sizes.items())} {attempt} {self.left!r} {self.right!r}"
            try:
                roots = self.one_point(seed, (), sizes, multiples, laws, generic)
                for signs in product((1, -1), repeat=roots) if roots else ():
                    self.one_point(seed, signs, sizes, multiples, laws, generic)
            except Nowhere:
                nowhere += 1
                if nowhere == POINTS:
                    raise
                continue
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
