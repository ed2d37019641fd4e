"""Random gradients of array expressions against dual numbers: `python -m benchmarks.gradients`.

Shapes are letters, sizes at the point 1 to 4 and different, entries dense rational numbers; what has a closed
form in matrix notation is evaluated in it, everything else by its indices.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import click

from derive.answers.task import with_shapes
from derive.engine.tensors.closed_form import ArrayGradient, array_gradient
from derive.engine.tensors.exact import Exact, NoValue
from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.tables import Table, solved
from derive.errors import DeriveError, TooLarge
from derive.expressions.build import sym
from derive.expressions.expr import Expr, Index, number_value
from derive.notation.context import EMPTY
from derive.notation.functions import FunctionTable
from derive.read import read_expression
from derive.registry import load_registry
from tests.tensors.support import Dual

SHAPES = {"X": "mn", "Y": "mn", "P": "mm", "Q": "nn", "a": "m", "x": "n", "y": "n"}
LETTERS = {"mn": ["X", "X", "Y"], "nm": ["X.T", "X.T", "Y.T"], "mm": ["P", "P.T"], "nn": ["Q", "Q.T"]}
VECTORS = {"m": ["a"], "n": ["x", "y"]}


def matrix(random: Random, rows: str, columns: str, depth: int) -> str:
    """A random expression of shape rows × columns."""
    if depth == 0:
        return random.choice(LETTERS[rows + columns])
    kind = random.choice(
        ["add", "mul", "mul", "hadamard", "inv", "scale", "outer", "diag", "turned", "number"]
    )
    one = matrix(random, rows, columns, depth - 1)
    if kind == "add":
        return f"({one} {random.choice('+-')} {matrix(random, rows, columns, depth - 1)})"
    if kind == "hadamard":
        return f"hadamard({one}, {matrix(random, rows, columns, depth - 1)})"
    if kind == "inv" and rows == columns:
        return f"inv({one} + 7*identity({rows}))"
    if kind == "scale":
        return f"({random.randint(2, 5)}*{one})"
    if kind == "outer":
        return f"({vector(random, rows, depth - 1)} @ ({vector(random, columns, depth - 1)}).T)"
    if kind == "diag" and rows == columns:
        return f"diag({vector(random, rows, depth - 1)})"
    if kind == "turned":
        return f"({matrix(random, columns, rows, depth - 1)}).T"
    if kind == "number":
        return f"({number(random, depth - 1)}*{one})"
    inner = random.choice("mn")
    return f"({matrix(random, rows, inner, depth - 1)} @ {matrix(random, inner, columns, depth - 1)})"


def vector(random: Random, size: str, depth: int) -> str:
    if depth <= 0:
        return random.choice(VECTORS[size])
    kind = random.choice(["product", "product", "add", "hadamard", "scale", "diag"])
    one = vector(random, size, depth - 1)
    if kind == "add":
        return f"({one} - {vector(random, size, depth - 1)})"
    if kind == "hadamard":
        return f"hadamard({one}, {vector(random, size, depth - 1)})"
    if kind == "scale":
        return f"({random.randint(2, 5)}*{one})"
    if kind == "diag":
        return f"diag({matrix(random, size, size, depth - 1)})"
    inner = random.choice("mn")
    return f"({matrix(random, size, inner, depth - 1)} @ {vector(random, inner, depth - 1)})"


def number(random: Random, depth: int) -> str:
    side, other = random.choice("mn"), random.choice("mn")
    kind = random.choice(["tr", "tr", "total", "form", "norm", "square", "quotient", "det"])
    if kind == "total":
        return f"total({matrix(random, side, other, depth)})"
    if kind == "form":
        inner = f"{matrix(random, side, other, depth)} @ {vector(random, other, depth)}"
        return f"(({vector(random, side, depth)}).T @ {inner})"
    if kind == "norm":
        return random.choice(
            [f"norm({vector(random, side, depth)})^2", f"norm({matrix(random, side, other, depth)}, F)^2"]
        )
    if kind == "square" and depth > 0:
        return f"({number(random, depth - 1)})^2"
    if kind == "quotient" and depth > 0:
        return f"({number(random, depth - 1)}/({number(random, depth - 1)} + 11))"
    if kind == "det":
        return f"det({matrix(random, side, side, max(depth - 1, 0))} + 5*identity({side}))"
    return f"tr({matrix(random, side, side, depth)})"


def drawn(seed: int) -> tuple[str, str, dict[str, int], dict[str, Table]]:
    """(expression, letter, sizes, point) of a seed."""
    random = Random(seed)
    wrt = random.choice(["X", "X", "X", "x"])
    while True:
        depth = random.choice((1, 1, 2, 2, 3))
        text = vector(random, random.choice("mn"), depth) if random.random() < 0.2 else number(random, depth)
        if (
            wrt == "x"
            or text[0] not in "(dh"
            or not text.startswith(("(", "diag", "hadamard"))
            or "tr(" in text
        ):
            break
    sizes = dict(zip("mn", random.sample((1, 2, 3, 4), 2), strict=True))

    def entry() -> Fraction:
        return Fraction(random.choice((-1, 1)) * random.randint(1, 9), random.randint(1, 4))

    point = {}
    for name, shape in SHAPES.items():
        rows, columns = sizes[shape[0]], sizes[shape[1]] if len(shape) > 1 else 1
        point[name] = [[entry() for _ in range(columns)] for _ in range(rows)]
    return text, wrt, sizes, point


def outcome(seed: int, functions: FunctionTable) -> tuple[str, str]:
    """("agrees" | "agrees by indices" | "no value" | "refused" | "differs", what was compared)."""
    text, wrt, sizes, point = drawn(seed)
    context = with_shapes(EMPTY, [f"{n}: {','.join(s)}" for n, s in SHAPES.items()])
    said = f"seed {seed}: ∂/∂{wrt} of {text} at {sizes}"
    try:
        body = read_expression(text, context, functions, arrays=True).expr
        found = array_gradient(body, sym(wrt), context, functions)
    except TooLarge as error:
        return "refused", f"{said}: {error.message}"
    except DeriveError as error:
        if len(Pointwise(context).shape(body)) + len(SHAPES[wrt]) > 2:
            return "refused", f"{said}: {error.message}"
        raise
    try:
        wanted, given = slopes(found, sizes, point), claimed(found, sizes, point)
    except NoValue as error:
        return "no value", f"{said}: {error.message}"
    if wanted != given:
        return "differs", said
    return ("agrees" if found.closed is not None else "agrees by indices"), said


def slopes(found: ArrayGradient, sizes: Mapping[str, int], point: Mapping[str, Table]) -> list[Any]:
    """∂f_p/∂X_kj by dual numbers, f's places first."""
    low, name = Pointwise(found.context), str(found.letter.value)
    columns = []
    for k, j in product(range(len(point[name])), range(len(point[name][0]))):
        moved = [
            [Dual(x, Fraction(int((r, c) == (k, j)))) for c, x in enumerate(row)]
            for r, row in enumerate(point[name])
        ]
        value = Exact(low, sizes, {**point, name: moved}).value(found.expr)  # type: ignore[dict-item]
        columns.append([x.slope if isinstance(x, Dual) else Fraction(0) for row in value for x in row])
    return [list(row) for row in zip(*columns, strict=True)]


def claimed(found: ArrayGradient, sizes: Mapping[str, int], point: Mapping[str, Table]) -> list[Any]:
    """The same by what was derived."""
    work = Exact(Pointwise(found.context), sizes, point)
    over = [range(work.size(n)) for n in found.shape[: len(found.free)]]
    under = [range(work.size(n)) for n in found.shape[len(found.free) :]]
    if found.closed is None:
        staged = with_stages(found, sizes, point)
        letters = [*found.free, *found.places]
        at = Indexed(staged, work)
        return [
            [at.value(found.indexed, _placed(letters, (*p, *q))) for q in product(*under)]
            for p in product(*over)
        ]
    table = work.value(found.closed)
    rows, columns = _count(over), _count(under)
    entries = [x for row in table for x in row]
    if len(entries) == 1:
        entries *= rows * columns
    return [entries[r * columns : (r + 1) * columns] for r in range(rows)]


def _count(axes: list[range]) -> int:
    found = 1
    for axis in axes:
        found *= len(axis)
    return found


def _placed(letters: list[Expr], places: tuple[int, ...]) -> dict[Index, int]:
    return {x.value: p + 1 for x, p in zip(letters, places, strict=True) if x.head == "idx"}


def with_stages(
    found: ArrayGradient, sizes: Mapping[str, int], point: Mapping[str, Table]
) -> dict[str, Table]:
    values = dict(point)
    for stage in found.stages:
        inside = Exact(Pointwise(found.context), sizes, values).value(stage.argument)
        if stage.kind == "inverse":
            inverse, det = solved(inside)
            if not det:
                raise NoValue("a singular matrix")
            values[str(stage.letter.value)] = inverse
        elif stage.kind == "det":
            values[str(stage.letter.value)] = [[solved(inside)[1]]]
        else:
            raise NoValue(f"{stage.kind} has no rational value")
    return values


class Indexed:
    """Values of entries, sums and deltas at one point."""

    def __init__(self, point: Mapping[str, Table], work: Exact) -> None:
        self.point, self.work = point, work

    def value(self, e: Expr, at: Mapping[Index, int]) -> Fraction:
        number = number_value(e)
        if number is not None:
            return number
        if e.head == "idx":
            return Fraction(at[e.value])
        if e.head == "sym":
            return self.point[e.value][0][0] if e.value in self.point else Fraction(self.work.size(e))
        if e.head == "sum":
            body, index, low, high = e.args[:4]
            places = range(int(self.value(low, at)), int(self.value(high, at)) + 1)
            return sum((self.value(body, {**at, index.value: p}) for p in places), Fraction(0))
        parts = [self.value(a, at) for a in (e.args[1:] if e.head == "entry" else e.args)]
        if e.head == "entry":
            table = self.point[e.args[0].value]
            return table[int(parts[0]) - 1][int(parts[1]) - 1 if len(parts) > 1 else 0]
        return _APPLIED[e.head](parts)


def _times(parts: list[Fraction]) -> Fraction:
    found = Fraction(1)
    for part in parts:
        found *= part
    return found


def _over(parts: list[Fraction]) -> Fraction:
    if not parts[1]:
        raise NoValue("a division by 0")
    return parts[0] / parts[1]


_APPLIED: Mapping[str, Any] = {
    "add": lambda p: sum(p, Fraction(0)),
    "neg": lambda p: -p[0],
    "mul": _times,
    "div": _over,
    "pow": lambda p: p[0] ** int(p[1]),
    "delta": lambda p: Fraction(int(p[0] == p[1])),
}


@click.command()
@click.option("--count", default=3000, help="how many expressions")
@click.option("--seed", default=1, help="the first seed")
def main(count: int, seed: int) -> None:
    """Print how many gradients agree, and every one that does not with its seed."""
    functions, counts = load_registry().functions, Counter[str]()
    for each in range(seed, seed + count):
        word, said = outcome(each, functions)
        counts[word] += 1
        if word == "differs":
            click.echo(said)
    click.echo(
        f"seeds {seed} to {seed + count - 1}: " + ", ".join(f"{n} {w}" for w, n in sorted(counts.items()))
    )


if __name__ == "__main__":
    main()
