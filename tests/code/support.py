"""Generated code run at random points, beside our evaluator and beside PyTorch's autograd."""

from __future__ import annotations

import inspect
import random
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np

from derive.code import TARGETS, Task, source_of
from derive.code.ranges import linear
from derive.code.terms import identifier
from derive.engine.balls import Evaluator, Point
from derive.engine.unfold import resolve
from derive.engine.values import to_ball
from derive.errors import DeriveError
from derive.expressions.expr import Expr
from derive.notation.context import Context
from derive.registry import Registry

Values = dict[str, Any]


@dataclass(frozen=True)
class Drawn:
    """Sizes and exact values of the letters of a context, drawn at random."""

    sizes: dict[str, int]
    values: Values  # name → Fraction, or an array of floats
    exact: Mapping[tuple[str, tuple[int, ...]], Fraction]

    def point(self) -> Point:
        letters = {n: v for n, v in self.values.items() if isinstance(v, (Fraction, int))}
        return Point({**letters, **{n: Fraction(s) for n, s in self.sizes.items()}}, dict(self.exact), {})


def size_at(size: Expr, sizes: Mapping[str, int]) -> int:
    form = linear(size)
    if form is None:
        return int(Evaluator(Point({n: Fraction(s) for n, s in sizes.items()}, {}, {})).integer(size))
    return int(sum(v if k == 1 else v * sizes[k] for k, v in form.items()))  # type: ignore[index]


def drawn(context: Context, rng: random.Random, positive: frozenset[str] = frozenset()) -> Drawn:
    """Sizes 1 … 4; entries that are sevenths between −2 and 2, or between 0 and 2."""
    sizes = {n: rng.randint(1, 4) for n in context.letters if context.role(n) == "size"}
    values: Values = {}
    exact: dict[tuple[str, tuple[int, ...]], Fraction] = {}
    defined = {d.name for d in context.definitions}
    for name, letter in context.letters.items():
        if name in defined or letter.role in ("size", "index", "function"):
            continue

        def number(low: int = 1 if name in positive else -14) -> Fraction:
            return Fraction(rng.choice([k for k in range(low, 15) if k]), 7)

        if not letter.axes:
            values[name] = rng.randint(1, 4) if letter.role == "integer" else number()
            continue
        shape = tuple(size_at(n, sizes) for n in letter.axes)
        array = np.zeros(shape)
        for place in product(*(range(n) for n in shape)):
            value = number()
            exact[name, tuple(k + 1 for k in place)] = value
            array[place] = float(value)
        values[name] = array
    return Drawn(sizes, values, exact)


def compiled(source: str, name: str = "gradient") -> Any:
    """The function of a source text that the project itself has written."""
    space: dict[str, Any] = {}
    exec(compile(source, "<generated>", "exec"), space)
    return space[name]


def called(function: Any, point: Drawn, convert: Any = float) -> Any:
    given = {}
    values = {identifier(n): v for n, v in point.values.items()}
    for name in inspect.signature(function).parameters:
        if name in point.sizes:
            given[name] = point.sizes[name]
        elif name in values:
            value = values[name]
            given[name] = value if isinstance(value, int) else convert(value)
    return function(**given)


def as_numbers(value: Any) -> Any:
    return value if isinstance(value, np.ndarray) else float(value)


def expected(
    result: Expr, places: tuple[Expr, ...], context: Context, registry: Registry, point: Drawn
) -> Any:
    """The values of an expression by our own evaluator; nan where it has none."""
    value = resolve(result, context, registry.functions)
    shape = [size_at(context.letters[p.value.name].hi, point.sizes) for p in places]  # type: ignore[arg-type]
    found = np.full(shape, np.nan)
    for at in product(*(range(n) for n in shape)):
        where = point.point()
        indices = {p.value: k + 1 for p, k in zip(places, at, strict=True)}
        try:
            ball = to_ball(Evaluator(Point(where.letters, where.entries, indices)).value(value))
            found[at] = float(ball.mid())
        except (DeriveError, ZeroDivisionError, OverflowError):
            continue
    return found


def assert_code_gives(
    result: Expr,
    places: tuple[Expr, ...],
    context: Context,
    registry: Registry,
    rng: random.Random,
    points: int = 3,
) -> int:
    """NumPy code against our evaluator; how many numbers were compared."""
    source = source_of(Task(result, places, context), TARGETS["numpy"], registry.functions)
    function = compiled(source)
    compared = 0
    for _ in range(points):
        point = drawn(context, rng)
        wanted = expected(result, places, context, registry, point)
        known = ~np.isnan(wanted)
        if not known.any():
            continue
        with np.errstate(all="ignore"):
            got = np.asarray(called(function, point, as_numbers), dtype=float)
        assert got.shape == wanted.shape, (got.shape, wanted.shape, source)
        np.testing.assert_allclose(got[known], wanted[known], rtol=1e-7, atol=1e-9, err_msg=source)
        compared += int(known.sum())
    return compared
