"""Statements of unknown truth against values: `python -m benchmarks.fuzz --count 2000 --seed 1`.

A statement is made by rewrites that may fail somewhere (benchmarks.risky); the verdict on it is held
against values at 40 digits at many points, special ones among them:
  proved        no point at which both sides have values may contradict it
  refuted       some point must contradict it (searched at length, the verdict's own point first)
  conditional   both: a contradicting point, and none where the condition holds
"""

from __future__ import annotations

import signal
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from time import perf_counter
from typing import Any

import click
import mpmath

from benchmarks.random_pairs import OutOfTime, _ring
from benchmarks.rewrites import IDENTITIES, MUTATIONS, change
from benchmarks.risky import RISKY
from benchmarks.table import library_table
from benchmarks.values import DIGITS, Env, NoValue, value
from derive.engine.prove import decide
from derive.errors import VacuousAssumptions
from derive.expressions import build as b
from derive.expressions.expr import Expr
from derive.notation.context import EMPTY, Context, Letter
from derive.records.statement import Statement
from derive.records.verdict import Verdict

X, Y, N, J, K = b.sym("x"), b.sym("y"), b.sym("n"), b.idx("j"), b.idx("k")
P, Q = b.sym("p"), b.sym("q")
CONTEXT: Context = EMPTY.with_letters(
    Letter("x"),
    Letter("y"),
    Letter("n", "size"),
    Letter("p", "integer"),
    Letter("q", "integer"),
    Letter("j", "index", lo=b.ONE, hi=N),
    Letter("k", "index", lo=b.ONE, hi=N),
    Letter("X", axes=(N,)),
    Letter("Y", axes=(N,)),
)
SMOOTH = ["exp", "sin", "cos", "tan", "tanh", "sigma", "softplus", "sinh", "cosh", "atan", "log", "sqrt"]
KINKED = ["abs", "abs", "relu", "sign", "floor", "ceil", "heaviside", "asin", "acos", "sqrt", "log"]
RELATIONS = ["eq"] * 8 + ["le", "lt", "ge", "gt", "ne"]
FAILS = {
    "eq": lambda d: d != 0,
    "ne": lambda d: d == 0,
    "lt": lambda d: d >= 0,
    "le": lambda d: d > 0,
    "gt": lambda d: d <= 0,
    "ge": lambda d: d < 0,
}
SPECIAL = [0, 1, -1, 2, -2, 3, Fraction(1, 2), Fraction(-1, 2), Fraction(3, 2), -3, 10]


@dataclass(frozen=True)
class Draw:
    seed: int
    statement: Statement


def random_tree(rng: Random, depth: int, family: str, scope: tuple[Expr, ...] = ()) -> Expr:
    if depth == 0:
        return _leaf(rng, family, scope)
    kinds = ["add", "sub", "mul", "div", "pow", "fn", "fn", "fn", "choice", "cases"]
    kinds += ["sum", "sum", "prod", "delta"] if family == "sums" and not scope else []
    kinds += ["floor", "mod", "power of -1"] if family == "integers" else []
    return KINDS[rng.choice(kinds)](rng, depth - 1, family, scope)


def _leaf(rng: Random, family: str, scope: tuple[Expr, ...]) -> Expr:
    if family == "integers":
        return rng.choice([P, P, Q, N, b.num(rng.randint(1, 4))])
    leaves = [X, X, Y, b.num(rng.randint(1, 3))]
    if family == "sums":
        leaves = [X, N, b.num(rng.randint(1, 3)), *_arrays(rng, (*scope, *scope, J, K)), *scope]
    return rng.choice(leaves)


def _arrays(rng: Random, places: tuple[Expr, ...]) -> list[Expr]:
    return [b.entry(b.sym(rng.choice("XY")), p) for p in places]


def _binary(make: Any) -> Any:
    return lambda rng, d, f, s: make(random_tree(rng, d, f, s), random_tree(rng, rng.randint(0, d), f, s))


def _function(rng: Random, d: int, f: str, s: tuple[Expr, ...]) -> Expr:
    names = KINKED if f in ("kinks", "integers") or rng.random() < 0.3 else SMOOTH
    return b.fn(rng.choice(names), random_tree(rng, d, f, s))


def _power(rng: Random, d: int, f: str, s: tuple[Expr, ...]) -> Expr:
    exponent = rng.choice(
        [2, 2, 3, -1, -2, 0, Fraction(1, 2), Fraction(1, 3), Fraction(2, 3), Fraction(-1, 2)]
    )
    return b.power(random_tree(rng, d, f, s), b.num(exponent))


def _cases(rng: Random, d: int, f: str, s: tuple[Expr, ...]) -> Expr:
    relation = b.rel(rng.choice(["lt", "le", "gt", "ge", "eq", "ne"]), _leaf(rng, f, s), _leaf(rng, f, s))
    one, two = random_tree(rng, d, f, s), random_tree(rng, rng.randint(0, d), f, s)
    return b.cases([(one, relation), (two, b.TRUE)])


def _total(head: str) -> Any:
    def make(rng: Random, d: int, f: str, s: tuple[Expr, ...]) -> Expr:
        index = b.fresh_idx("i")
        condition = b.TRUE
        if rng.random() < 0.25:
            condition = b.rel(rng.choice(["ne", "le", "lt", "gt", "eq"]), index, rng.choice([J, K, b.ONE, N]))
        body = random_tree(rng, d, f, (index,))
        return b.bound(head, body, index, b.ONE, N, condition)

    return make


def _delta(rng: Random, d: int, f: str, s: tuple[Expr, ...]) -> Expr:
    return b.mul(b.delta(rng.choice([J, *s]), rng.choice([K, b.ONE, N])), random_tree(rng, d, f, s))


KINDS: dict[str, Any] = {
    "add": _binary(b.add),
    "sub": _binary(b.sub),
    "mul": _binary(b.mul),
    "div": _binary(b.div),
    "pow": _power,
    "fn": _function,
    "choice": lambda rng, d, f, s: _binary(lambda p, q: b.fn(rng.choice(["max", "min"]), p, q))(rng, d, f, s),
    "cases": _cases,
    "sum": _total("sum"),
    "prod": _total("prod"),
    "delta": _delta,
    "floor": lambda rng, d, f, s: b.fn(
        rng.choice(["floor", "ceil"]), b.div(random_tree(rng, d, f, s), b.num(rng.randint(2, 4)))
    ),
    "mod": lambda rng, d, f, s: b.fn("mod", random_tree(rng, d, f, s), b.num(rng.randint(2, 4))),
    "power of -1": lambda rng, d, f, s: b.power(b.num(-1), rng.choice([P, b.mul(b.TWO, P), b.add(P, Q)])),
}
FAMILIES = ("smooth", "kinks", "kinks", "sums", "sums", "integers")


def draw(seed: int) -> Draw:
    """The statement that this seed makes."""
    rng = Random(f"fuzz {seed}")
    family = rng.choice(FAMILIES)
    left = random_tree(rng, rng.randint(1, 3), family)
    right = left
    for _ in range(rng.randint(1, 2)):
        right = change(right, RISKY, rng)
    for _ in range(rng.randint(0, 2)):
        right = change(right, IDENTITIES, rng)
    if rng.random() < 0.2:
        right = change(right, MUTATIONS, rng)
    if rng.random() < 0.5:
        left, right = right, left
    assumptions = []
    if rng.random() < 0.25:
        letter = P if family == "integers" else X
        assumptions = [b.rel(rng.choice(["gt", "ge", "lt", "le", "ne"]), letter, b.num(rng.randint(-1, 2)))]
    return Draw(seed, Statement(left, right, CONTEXT.assuming(*assumptions), rng.choice(RELATIONS)))


def environments(rng: Random, count: int) -> Iterator[Env]:
    """Letters at special values half of the time, so that single points are met."""

    def number() -> Any:
        if rng.random() < 0.5:
            found = Fraction(rng.choice(SPECIAL))
        else:
            found = Fraction(rng.randint(-60, 60), rng.choice([7, 8, 11, 16, 23]))
        return mpmath.mpf(found.numerator) / found.denominator

    for _ in range(count):
        n = rng.choice([1, 1, 2, 2, 3, 4])
        x, p = number(), rng.randint(-6, 6)
        env: dict[Expr, Any] = {X: x, Y: x if rng.random() < 0.2 else number(), N: mpmath.mpf(n)}
        env |= {P: mpmath.mpf(p), Q: mpmath.mpf(rng.randint(-6, 6))}
        env |= {J: mpmath.mpf(rng.randint(1, n)), K: mpmath.mpf(rng.randint(1, n))}
        for name in "XY":
            env[b.sym(name)] = _places([number() for _ in range(n)])
        yield env


def _places(values: list[Any]) -> Any:
    def at(k: int) -> Any:
        if not 1 <= k <= len(values):
            raise NoValue
        return values[k - 1]

    return at


def differs(statement: Statement, env: Env) -> bool | None:
    """Whether the point contradicts the relation; None without values, or when too near to tell."""
    try:
        if not all(value(a, env) for a in statement.context.assumptions):
            return None
        left, right = value(statement.left, env), value(statement.right, env)
    except (NoValue, OverflowError, ZeroDivisionError, ValueError):
        return None
    gap = left - right
    size = 1 + abs(left) + abs(right)
    if abs(gap) > mpmath.mpf(10) ** -20 * size:
        return bool(FAILS[statement.relation](gap))
    if abs(gap) > mpmath.mpf(10) ** -30 * size:
        return None
    return bool(FAILS[statement.relation](0)) if abs(gap) == 0 or statement.relation == "eq" else None


def counted(statement: Statement, seed: int, points: int) -> tuple[int, Env | None]:
    """How many points had values, and the first one that contradicts."""
    seen = 0
    with mpmath.workdps(DIGITS):
        for env in environments(Random(f"points {seed}"), points):
            found = differs(statement, env)
            seen += found is not None
            if found:
                return seen, env
    return seen, None


def complaint(asked: Draw, verdict: Verdict, points: int) -> str:
    """What speaks against the verdict; empty if nothing does."""
    if verdict.verdict == "undecided":
        return ""
    seen, against = counted(asked.statement, asked.seed, points)
    if verdict.verdict == "proved":
        return f"proved, but not at {shown(against)}" if against else ""
    if verdict.method == "domains":
        return f"the domains meet at {seen} points" if seen else ""
    if against is None and not own_point_differs(asked.statement, verdict):
        return f"{verdict.verdict}, but {seen} points agree"
    if verdict.verdict == "conditional":
        stronger = asked.statement.context.assuming(*verdict.holds_if)
        inside = Statement(asked.statement.left, asked.statement.right, stronger, asked.statement.relation)
        _, against = counted(inside, asked.seed, points)
        return f"its condition holds, but it does not, at {shown(against)}" if against else ""
    return ""


def own_point_differs(statement: Statement, verdict: Verdict) -> bool:
    """The two values it shows for its own counterexample are not the same text."""
    point = verdict.counterexample
    if point is None:
        return False
    env = _read_point(point.point)
    if env is None:
        return point.left != point.right
    with mpmath.workdps(DIGITS):
        return differs(statement, env) is not False


def _read_point(point: Any) -> Env | None:
    """x = 1/2, n = 2, i = 1, X_1 = 3 as an environment (None when a text is not a number)."""
    env: dict[Expr, Any] = {}
    arrays: dict[str, dict[int, Any]] = {"X": {}, "Y": {}}
    for name, text in point.items():
        try:
            number = Fraction(text)
        except ValueError:
            return None
        found = mpmath.mpf(number.numerator) / number.denominator
        if "_" in name and name.split("_")[0] in arrays:
            arrays[name.split("_")[0]][int(name.split("_")[1].strip("{}"))] = found
        else:
            env[b.idx(name) if name in "jk" else b.sym(name)] = found
    for name, places in arrays.items():
        env[b.sym(name)] = places.__getitem__
    missing = {X, Y, N, P, Q, J, K} - set(env)
    return {**env, **{m: mpmath.mpf(1) for m in missing}}


def shown(env: Env | None) -> str:
    if env is None:
        return ""
    plain = {k: v for k, v in env.items() if not callable(v)}
    arrays = {k: v for k, v in env.items() if callable(v)}
    n = int(plain[N])
    values = {**plain, **{k: [mpmath.nstr(v(p), 6) for p in range(1, n + 1)] for k, v in arrays.items()}}
    return ", ".join(
        f"{k!r}={mpmath.nstr(v, 8) if isinstance(v, mpmath.mpf) else v}" for k, v in values.items()
    )


def asked_of(one: Draw, timeout: int) -> tuple[Verdict | None, str, float]:
    start = perf_counter()
    signal.alarm(timeout)
    try:
        verdict: Verdict | None = decide(one.statement, library_table())
        problem = ""
    except OutOfTime:
        verdict, problem = None, f"slow: over {timeout} s"
    except VacuousAssumptions:
        verdict, problem = None, ""
    except Exception as error:  # a crash of the prover is what is looked for here
        verdict, problem = None, f"crash: {type(error).__name__}: {error}"
    finally:
        signal.alarm(0)
    return verdict, problem, perf_counter() - start


def smaller(one: Draw, is_bad: Any) -> Statement:
    """The statement with parts of both sides replaced as long as it stays bad."""
    statement = one.statement
    for left in (statement.left, *statement.left.args):
        for right in (statement.right, *statement.right.args):
            tried = Statement(left, right, statement.context, statement.relation)
            if tried != statement and is_bad(tried):
                return smaller(Draw(one.seed, tried), is_bad)
    return statement


def told(statement: Statement) -> str:
    assumed = "; ".join(map(repr, statement.context.assumptions))
    return f"{statement.left!r}\n    {statement.relation} {statement.right!r}   [{assumed}]"


@click.command()
@click.option("--count", type=int, default=2_000)
@click.option("--seed", type=int, default=1)
@click.option("--points", type=int, default=60)
@click.option("--timeout", type=int, default=10)
@click.option("--slow", type=float, default=1.0, help="seconds above which a statement is listed")
def main(count: int, seed: int, points: int, timeout: int, slow: float) -> None:
    """Verdicts on random statements against values at many points: no verdict may be wrong."""
    signal.signal(signal.SIGALRM, _ring)
    counts: Counter[str] = Counter()
    times, bad = [], 0
    for number in range(seed, seed + count):
        one = draw(number)
        verdict, problem, seconds = asked_of(one, timeout)
        times.append(seconds * 1000)
        counts[verdict.verdict if verdict is not None else problem.split(":")[0] or "vacuous"] += 1
        problem = problem or (complaint(one, verdict, points) if verdict is not None else "")
        bad += bool(problem) and not problem.startswith("slow")
        if problem or seconds > slow:
            click.echo(f"seed {number} ({seconds:.1f} s) {problem or 'slow'}\n    {told(one.statement)}")
            if verdict is not None:
                click.echo(f"    {verdict.verdict} {verdict.method}: {verdict.reason} {verdict.holds_if}")
            sys.stdout.flush()
    times.sort()
    spread = [times[int(share * len(times))] for share in (0.5, 0.9, 0.99)]
    click.echo(f"{dict(sorted(counts.items()))}, bad: {bad}")
    click.echo("median, p90, p99, max ms: " + ", ".join(f"{t:.1f}" for t in [*spread, times[-1]]))
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
