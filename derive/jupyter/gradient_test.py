"""A function of the user's own held against a derived gradient, at points of many shapes."""
# ruff: noqa: PT028  (test_gradient is no test of pytest)

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from inspect import Parameter, signature
from itertools import product
from typing import Any

from derive.answers.task import shapes_of
from derive.engine.balls import Evaluator, Point
from derive.engine.indices import contract
from derive.engine.points import points
from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.opened import opened
from derive.engine.unknowns import unknowns
from derive.errors import DeriveError
from derive.expressions.build import deriv
from derive.expressions.expr import Expr, Index, free_indices, postorder
from derive.expressions.walk import freshen
from derive.jupyter.arrays import as_array, place_in, shape_of
from derive.jupyter.library import NOTHING, library_of, texts_of
from derive.notation.context import Context
from derive.pictures.sampling import Place, simple_form, value_at
from derive.proofs import decide_statement, derive_claim, judge
from derive.records.statement import Statement
from derive.records.verdict import Verdict
from derive.registry import Registry
from derive.results.array_gradient import holds_arrays
from derive.results.own_gradient import OwnGradient, own_gradient

LARGEST = 3
ID = re.compile(r"[a-z][a-z0-9-]*\.[a-z0-9.-]+")


@dataclass(frozen=True, repr=False)
class GradientTest:
    """What became of a test. Falsy when a value differs.

    trials    how many points were tried
    inputs    what the function was given where it differs
    entry     the place of the first value that differs; () for a number
    expected  the derived value there; got: the function's
    reason    why it failed, in words
    note      what to know of the derivation itself, where it is not proved
    """

    trials: int
    reason: str = ""
    inputs: Mapping[str, Any] = field(default_factory=dict)
    entry: tuple[int, ...] = ()
    expected: float | None = None
    got: float | None = None
    note: str = ""

    def __bool__(self) -> bool:
        return not self.reason

    def require(self) -> GradientTest:
        """Itself when passed; raises otherwise, for a test suite."""
        if self.reason:
            raise DeriveError(str(self))
        return self

    def __repr__(self) -> str:
        if not self.reason:
            said = f"passed: equal to the derived gradient at {self.trials} points of several shapes"
            return f"{said}\n  {self.note}" if self.note else said
        rows = [f"failed: {self.reason}", *(f"  {name} = {value}" for name, value in self.inputs.items())]
        if self.expected is not None:
            place = f" at {self.entry}" if self.entry else ""
            rows.append(f"  derived{place}: {self.expected:.9g}; the function gives {self.got:.9g}")
        return "\n".join(rows)

    __str__ = __repr__


def test_gradient(
    fn: Callable[..., Any],
    formula: str,
    *,
    wrt: str = "",
    shapes: Mapping[str, str] = NOTHING,
    define: str | Iterable[str] = (),
    assume: str | Iterable[str] = (),
    trials: int = 12,
    tolerance: float = 1e-6,
    convert: Callable[[Any], Any] | None = None,
) -> GradientTest:
    """Hold `fn` against ∂formula/∂wrt, or against the result of a claim of the library, by its id.

    `fn` is called with the letters that its parameters name: numbers, and arrays (NumPy's when it is
    installed, else lists) that `convert` may turn into another kind. It returns the gradient in the shape
    of `wrt`, or for a vector-valued formula the Jacobian, its rows first. Places count from 0 in the report.
    """
    registry = library_of(())
    if not wrt and not ID.fullmatch(formula):
        raise DeriveError(
            f"{formula!r} is no id of a claim", hint='for a formula say by which letter: wrt="x"'
        )
    found = _of_claim(formula, registry) if not wrt else None
    if found is None:
        found = _of_text(formula, wrt, registry, shapes, texts_of(define), texts_of(assume))
    start, result, context, verdict = found
    tested = _Trial(fn, start, result, context, registry, tolerance, convert).run(trials)
    return replace(tested, note="" if verdict else f"the derivation is {verdict.verdict}: {verdict.reason}")


test_gradient.__test__ = False  # type: ignore[attr-defined]  # pytest is not to collect it


Derived = tuple[Expr, Expr, Context, Verdict]


def _of_claim(id: str, registry: Registry) -> Derived:
    judged = judge(registry.claim(id), registry.functions)
    derivation = derive_claim(judged, registry)
    if derivation is None or derivation.start.head != "deriv":
        raise DeriveError(f"{id} is no derivative", hint="give a formula and `wrt`")
    start, result, context = derivation.start, derivation.result, judged.compiled.context
    verdict = decide_statement(Statement(start, result, context), registry.functions)
    return start, result, context, not_refuted(verdict)


def _of_text(
    text: str,
    wrt: str,
    registry: Registry,
    shapes: Mapping[str, str],
    definitions: Sequence[str],
    assumptions: Sequence[str],
) -> Derived:
    found = own_gradient(
        text, wrt, registry, shapes=shapes_of(shapes), definitions=definitions, assumptions=assumptions
    )
    start, result, context = by_entries(found)
    return start, result, context, not_refuted(found.verdict)


def not_refuted(verdict: Verdict) -> Verdict:
    if verdict.verdict == "refuted":
        raise DeriveError(f"the derived gradient is refuted: {verdict.reason}")
    return verdict


def by_entries(found: OwnGradient) -> tuple[Expr, Expr, Context]:
    """The start and the result as they are written in entries, not in whole arrays."""
    derivation, context = found.derivation, found.context
    sides = [derivation.start, *(step.after for step in derivation.steps), derivation.result]
    plain = [side for side in sides if not holds_arrays(side, context)]
    if plain and plain[0].head == "deriv" and plain[-1].head != "deriv":
        return plain[0], plain[-1], context
    if found.closed is None or derivation.start.head != "deriv":
        raise DeriveError("this gradient is not written in entries", hint="give the formula with indices")
    return lowered(derivation.start, found.closed, context)


def lowered(start: Expr, closed: Expr, context: Context) -> tuple[Expr, Expr, Context]:
    """∂y_i/∂x_j and (G)_ij of whole arrays y and G by their entries, what is defined put in.

    Raises DeriveError where an entry is no formula in the entries of the letters, as those of A⁻¹.
    """
    body, letter = start.args
    over, places = (body.args[0], body.args[1:]) if body.head == "entry" else (body, ())
    columns = letter.args[1:] if letter.head == "entry" else ()
    whole = opened(Statement(over, closed, context))
    low = Pointwise(whole.context, written=True)
    value, entry = low.entry(whole.right, (*places, *columns)), low.entry(whole.left, places)
    return deriv(entry, letter), contract(freshen(value), low.context), low.context


@dataclass(frozen=True)
class _Trial:
    fn: Callable[..., Any]
    start: Expr
    result: Expr
    context: Context
    registry: Registry
    tolerance: float
    convert: Callable[[Any], Any] | None
    compared: list[tuple[int, ...]] = field(default_factory=list)

    def run(self, trials: int) -> GradientTest:
        functions = self.registry.functions
        body = simple_form(self.start.args[0], self.context, functions)
        value = simple_form(self.result, self.context, functions)
        assumptions = [simple_form(a, self.context, functions) for a in self.context.assumptions]
        needed = unknowns([body, value, self.start.args[1]], self.context, assumptions)
        closed = replace(needed, indices=())
        tried = 0
        for point in points(closed, assumptions):
            if not _moderate(point):
                continue
            tried += 1
            failed = self._at(point, value, tried)
            if failed is not None:
                return failed
            if tried == trials:
                break
        if not self.compared:
            raise DeriveError("no point was found at which the gradient is defined and the assumptions hold")
        return GradientTest(tried)

    def _at(self, point: Point, value: Expr, tried: int) -> GradientTest | None:
        """The first difference at a point; None where there is none."""
        inputs = self._inputs(point)
        got = self._called(self._named(inputs))
        axes = self._axes(point)
        wanted = tuple(size for _, size in axes)
        if shape_of(got) != wanted:
            reason = f"the shape of the result is {shape_of(got)}, the gradient's is {wanted}"
            return GradientTest(tried, reason, inputs)
        for place in product(*(range(size) for size in wanted)):
            indices = {index: k + 1 for (index, _), k in zip(axes, place, strict=True)}
            expected = value_at(value, Place(point.letters, point.entries, indices))
            if expected is None:
                continue
            given = place_in(got, place)
            self.compared.append(place)
            if abs(given - expected) <= self.tolerance * (1 + abs(expected)):
                continue
            return GradientTest(tried, "a value differs", inputs, place, expected, given)
        return None

    def _called(self, named: dict[str, Any]) -> Any:
        """The function's value; parameters that have no name for a caller are given by place."""
        unnamed = [
            p.name for p in signature(self.fn).parameters.values() if p.kind is Parameter.POSITIONAL_ONLY
        ]
        placed = [named.pop(name) for name in unnamed if name in named]
        return self.fn(*placed, **named)

    def _inputs(self, point: Point) -> dict[str, Any]:
        numbers = {name: float(value) for name, value in point.letters.items()}
        for name in point.letters:
            if self.context.role(name) in ("size", "integer"):
                numbers[name] = int(point.letters[name])
        names = dict.fromkeys(name for name, _ in point.entries)
        return {**{name: as_array(name, point.entries) for name in names}, **numbers}

    def _named(self, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """The inputs that the function's parameters name."""
        parameters = signature(self.fn).parameters.values()
        if any(p.kind is Parameter.VAR_KEYWORD for p in parameters):
            names = list(inputs)
        else:
            names = [p.name for p in parameters if p.name in inputs or p.default is Parameter.empty]
        strange = [name for name in names if name not in inputs]
        if strange:
            raise DeriveError(
                f"the function takes {', '.join(strange)}, which the formula does not have",
                hint=f"its letters are {', '.join(inputs)}",
            )
        arrays = {n: inputs[n] for n in names}
        if self.convert is None:
            return arrays
        return {n: self.convert(v) if shape_of(v) else v for n, v in arrays.items()}

    def _axes(self, point: Point) -> list[tuple[Index, int]]:
        """The free indices with their sizes: rows (of what is differentiated) before columns."""
        body, letter = self.start.args
        free = free_indices(self.start)
        columns = [e.value for e in letter.args[1:] if e.head == "idx" and e.value in free]
        inside = dict.fromkeys(e.value for e in postorder(body) if e.head == "idx" and e.value in free)
        rows = [index for index in inside if index not in columns]
        return [(index, self._size(index, point)) for index in (*rows, *columns)]

    def _size(self, index: Index, point: Point) -> int:
        letter = self.context.letters.get(index.name)
        if letter is None or letter.hi is None:
            raise DeriveError(f"the range of the index {index.name} is not known", hint="declare the shapes")
        return Evaluator(point).integer(letter.hi)


def _moderate(point: Point) -> bool:
    """Whether no number is so large that floating point is to blame for what comes out."""
    values = (*point.letters.values(), *point.entries.values())
    return all(math.isfinite(v) and abs(v) <= max(LARGEST, 5) for v in map(float, values))
