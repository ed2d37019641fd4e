"""Random pairs of known truth: `python -m benchmarks.random_pairs --count 10000 --seed 1`.

Equal pairs are made by identities, different ones by a mutation that a value at 40 digits confirms.
Every pair is made from its own seed, which is printed when the verdict on it is wrong.
"""

from __future__ import annotations

import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from types import FrameType
from typing import Any

import click
import mpmath

from benchmarks.rewrites import IDENTITIES, MUTATIONS, change
from benchmarks.table import library_table
from benchmarks.tools import Answer, ask_derive
from benchmarks.values import DIGITS, Env, NoValue, value
from derive.expressions import build as b
from derive.expressions.expr import Expr
from derive.notation.context import EMPTY, Context, Letter
from derive.records.statement import Statement

N, J = b.sym("n"), b.idx("j")
CONTEXT: Context = EMPTY.with_letters(
    Letter("x"),
    Letter("y"),
    Letter("n", "size"),
    Letter("j", "index", lo=b.ONE, hi=N),
    Letter("X", axes=(N,)),
    Letter("Y", axes=(N,)),
)
FUNCTIONS = ["exp", "sin", "cos", "tanh", "sigma", "softplus", "abs", "relu", "sinh", "cosh", "atan", "tan"]
POINTS = 10


@dataclass(frozen=True)
class Pair:
    seed: int
    left: Expr
    right: Expr
    truth: str


def random_expression(rng: Random, depth: int, scope: Sequence[Expr] = ()) -> Expr:
    if depth == 0:
        return _leaf(rng, scope)
    kind = rng.choice(["add", "mul", "div", "pow", "function", "function", "choice", "sum", "log", "sub"])
    if kind == "sum" and not scope:
        index = b.fresh_idx("i")
        body = random_expression(rng, depth - 1, [index])
        return b.sum_over(body, index, b.ONE, N)
    first = random_expression(rng, depth - 1, scope)
    if kind == "function":
        return b.fn(rng.choice(FUNCTIONS), first)
    if kind == "pow":
        return b.power(first, b.num(rng.choice([2, 3])))
    if kind == "log":
        return b.log(b.add(b.ONE, b.power(first, b.TWO)))
    second = random_expression(rng, depth - 1, scope)
    if kind == "div":
        return b.div(first, second)
    if kind == "choice":
        return b.fn(rng.choice(["max", "min"]), first, second)
    return {"mul": b.mul, "sub": b.sub}.get(kind, b.add)(first, second)


def _leaf(rng: Random, scope: Sequence[Expr]) -> Expr:
    letters = [b.sym("x"), b.sym("x"), b.sym("y"), b.num(rng.randint(1, 4))]
    arrays = [b.entry(b.sym(rng.choice("XY")), place) for place in (*scope, *scope, J)]
    return rng.choice(letters + (arrays if scope or rng.random() < 0.2 else []))


def point(rng: Random) -> dict[Expr, Any]:
    def number() -> Any:
        return mpmath.mpf(rng.randint(-40, 40)) / rng.randint(7, 23)

    n = rng.randint(1, 3)
    arrays = {name: [number() for _ in range(n)] for name in "XY"}
    places = {b.sym(name): (lambda k, v=values: v[k - 1]) for name, values in arrays.items()}
    letters = {b.sym("x"): number(), b.sym("y"): number()}
    return {**places, **letters, N: mpmath.mpf(n), J: mpmath.mpf(rng.randint(1, n))}


def both(left: Expr, right: Expr, env: Env) -> tuple[Any, Any] | None:
    try:
        return value(left, env), value(right, env)
    except (NoValue, OverflowError, ZeroDivisionError):
        return None


def pair_of(seed: int) -> Pair:
    """The pair that this seed makes; it has at least one point at which both sides have values."""
    rng = Random(seed)
    while True:
        expr = random_expression(rng, rng.randint(1, 3))
        other = expr
        for _ in range(rng.randint(1, 4)):
            other = change(other, IDENTITIES, rng)
        if rng.random() < 0.5:
            truth, other = "different", change(other, MUTATIONS, rng)
        else:
            truth = "equal"
        if confirmed(expr, other, truth, rng):
            return Pair(seed, expr, other, truth)


def confirmed(left: Expr, right: Expr, truth: str, rng: Random) -> bool:
    """Whether values at random points bear the truth out; equal pairs that differ are our own mistake."""
    with mpmath.workdps(DIGITS):
        found = [v for _ in range(POINTS) if (v := both(left, right, point(rng))) is not None]
        far = [abs(p - q) > mpmath.mpf(10) ** -20 * (1 + abs(p) + abs(q)) for p, q in found]
    if truth == "equal" and any(far):
        raise AssertionError(f"an identity is none: {left!r} and {right!r}")
    return any(far) if truth == "different" else bool(found)


def outcome(pair: Pair, answer: Answer) -> str:
    if answer.word in ("undecided", "error"):
        return answer.word
    if pair.truth == "equal":
        return "right" if answer.word == "proved" else "wrong"
    return "wrong" if answer.word == "proved" else "right"


class OutOfTime(BaseException):
    """Raised by the alarm."""


def _ring(signum: int, frame: FrameType | None) -> None:
    raise OutOfTime


def judged(seeds: Iterator[int] | range, timeout: int = 10) -> Iterator[tuple[Pair, Answer, str]]:
    signal.signal(signal.SIGALRM, _ring)
    for seed in seeds:
        pair = pair_of(seed)
        signal.alarm(timeout)
        try:
            answer = ask_derive(Statement(pair.left, pair.right, CONTEXT), library_table())
        except OutOfTime:
            answer = Answer("undecided", float(timeout), 0, f"over {timeout} s")
        except Exception as error:
            answer = Answer("error", 0.0, 0, f"{type(error).__name__}: {error}")
        finally:
            signal.alarm(0)
        yield pair, answer, outcome(pair, answer)


@click.command()
@click.option("--count", type=int, default=10_000)
@click.option("--seed", type=int, default=1, help="the first pair's seed; the others follow")
@click.option("--list", "show", is_flag=True, help="undecided pairs too")
def main(count: int, seed: int, show: bool) -> None:
    """Verdicts on random pairs: none may be wrong."""
    counts: Counter[tuple[str, str]] = Counter()
    times = []
    click.echo(f"seeds {seed} to {seed + count - 1}")
    for number, (pair, answer, found) in enumerate(judged(range(seed, seed + count)), start=1):
        counts[pair.truth, found] += 1
        times.append(answer.seconds * 1000)
        if not number % 250:
            wrong = sum(n for (_, word), n in counts.items() if word == "wrong")
            click.echo(f"{number} of {count}, wrong so far: {wrong}", err=True)
        if found in ("wrong", "error") or (show and found != "right"):
            click.echo(
                f"{found} seed {pair.seed} {pair.truth}: {pair.left!r}\n    {pair.right!r}\n    {answer}"
            )
    times.sort()
    for (truth, found), number in sorted(counts.items()):
        click.echo(f"{truth:<12}{found:<12}{number}")
    spread = [times[int(share * len(times))] for share in (0.5, 0.9, 0.99)]
    click.echo("median, p90, p99, max ms: " + ", ".join(f"{t:.1f}" for t in [*spread, times[-1]]))
    sys.exit(1 if any(found == "wrong" for _, found in counts) else 0)


if __name__ == "__main__":
    main()
