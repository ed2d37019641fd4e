"""Lies to the kernel: `python -m benchmarks.lies --count 5000 --seed 1`.

Statements that hold on a part of the domain only (√u² = u, |u| ≤ u, log u² = 2 log u, …), within
functions and under random assumptions, each with the certificate that says no more than "it is so": the
same values modulo a prime, the gap as its own factor. Those that a point contradicts must be refused.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any

import click
from flint import ctx

from derive.engine.certify import as_data, sealed
from derive.engine.kernel import Task, recheck
from derive.engine.kernel.unfold import Reject
from derive.engine.obligations import remaining_conditions
from derive.engine.prepare import prepare
from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.expr import Expr, node
from derive.notation.context import EMPTY, Context, Letter
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement
from derive.registry import load_registry

x, y, p = (b.sym(name) for name in "xyp")
ROLES = EMPTY.with_letters(Letter("x"), Letter("y"), Letter("p", "integer"))
NUMBERS = [b.num(Fraction(v)) for v in ("1", "2", "-1", "3", "1/2")]
VALUES = "0 1 -1 2 -2 1/2 -1/2 3 -3 5/7 -5/7 10 -10".split()
WHOLE = "0 1 -1 2 -2 3 -3 5".split()
RELATIONS = ("gt", "ge", "lt", "le", "ne")
MOST_POINTS = 40
NO_VALUE = (Reject, DeriveError, ArithmeticError, ValueError, LookupError)


def _of(head: str) -> Callable[[Expr], Expr]:
    return lambda u: node(head, u)


def _size(u: Expr) -> Expr:
    return node("abs", u)


def _to(q: str) -> Callable[[Expr], Expr]:
    return lambda u: b.power(u, b.num(Fraction(q)))


ONE_PLACE: list[Callable[[Expr], Expr]] = [
    *map(_of, ("abs", "sqrt", "sign", "heaviside", "log", "exp", "floor", "sin", "cos", "atan")),
    *map(_to, ("2", "3", "-1")),
    b.neg,
    lambda u: _to("1/2")(_size(u)),
    lambda u: _to("1/3")(_size(u)),
]
TWO_PLACES: list[Callable[[Expr, Expr], Expr]] = [
    b.add, b.add, b.mul, b.mul, b.sub, b.div, lambda u, v: node("max", u, v), lambda u, v: node("min", u, v),
]  # fmt: skip
HALF_TRUTHS: list[Callable[[Expr], tuple[Expr, Expr]]] = [
    lambda u: (_size(u), u),
    lambda u: (_size(u), b.neg(u)),
    lambda u: (node("sqrt", b.power(u, b.TWO)), u),
    lambda u: (b.power(node("sign", u), b.TWO), b.ONE),
    lambda u: (node("max", u, b.ZERO), u),
    lambda u: (node("min", u, b.ONE), u),
    lambda u: (_size(b.sub(b.add(node("sqrt", _size(u)), y), y)), b.neg(node("sqrt", _size(u)))),
    lambda u: (node("heaviside", u), b.ONE),
    lambda u: (node("floor", u), u),
    lambda u: (b.log(b.power(u, b.TWO)), b.mul(b.TWO, b.log(u))),
    lambda u: (b.log(b.mul(u, u)), b.mul(b.TWO, b.log(b.neg(u)))),
    lambda u: (_to("3")(_size(u)), _to("3")(u)),
]


@dataclass
class Tally:
    """How many were false, what was offered, and what was accepted of it."""

    counts: Counter[str] = field(default_factory=Counter)
    accepted: list[tuple[Statement, dict[str, Any]]] = field(default_factory=list)


class Liar:
    """Random statements of one seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def tree(self, depth: int) -> Expr:
        pick = self.random.choice
        if not depth or self.random.random() < 0.15:
            return pick([x, x, y, y, p, pick(NUMBERS)])
        if self.random.random() < 0.5:
            return pick(ONE_PLACE)(self.tree(depth - 1))
        one, other = self.tree(depth - 1), self.tree(depth - 1)
        if self.random.random() < 0.1:
            first = b.rel(pick(["gt", "ge", "lt", "eq"]), pick([x, y, p]), b.ZERO)
            return b.cases([(one, first), (other, b.TRUE)])
        return pick(TWO_PLACES)(one, other)

    def context(self) -> Context:
        """Up to two assumptions."""
        gaps = [x, y, p, b.mul(x, y), b.sub(x, y), b.add(x, b.ONE), b.sub(b.ONE, x), b.mul(x, p)]
        gaps += [b.add(x, y), b.sub(b.power(x, b.TWO), b.ONE)]
        pick, count = self.random.choice, self.random.choice([0, 1, 1, 2])
        return ROLES.assuming(*(b.rel(pick(RELATIONS), pick(gaps), b.ZERO) for _ in range(count)))

    def statement(self) -> Statement:
        pick = self.random.choice
        left, right = pick(HALF_TRUTHS)(self.tree(pick([1, 2, 2, 3])))
        more = self.tree(1)
        if self.random.random() < 0.5:
            left, right = pick(
                [
                    (b.mul(left, more), b.mul(right, more)),
                    (b.add(left, more), b.add(right, more)),
                    (b.exp(left), b.exp(right)),
                    (b.mul(left, left), b.mul(right, right)),
                ]
            )
        return Statement(left, right, self.context(), pick(["eq", "eq", "le", "lt", "ge", "ne"]))

    def contradiction(self, task: Task) -> dict[str, str] | None:
        """A point at which both sides have values that violate the relation."""
        for _ in range(MOST_POINTS):
            pick = self.random.choice
            point = {"x": pick(VALUES), "y": pick(VALUES), "p": pick(WHOLE)}
            try:
                task.refute({"values": point, "bits": 64})
            except NO_VALUE:
                continue
            return point
        return None


def certificates(
    statement: Statement, witness: dict[str, str], functions: FunctionTable
) -> Iterator[dict[str, Any]]:
    """Those that add nothing to the statement, with the conditions of its sides and without."""
    try:
        found = list(remaining_conditions(prepare(statement, functions)))
    except (DeriveError, *NO_VALUE):
        found = []
    kind: dict[str, Any] = {"kind": "field"}
    if statement.relation != "eq":
        gap = b.sub(statement.left, statement.right)
        up = statement.relation in ("ge", "gt", "ne")
        kind = {"kind": "inequality", "factored": [[gap if up else b.neg(gap), 1]]}
    for conditions in (found, []) if found else ([],):
        yield {**kind, "factors": [], "assumed": [], "conditions": conditions, "witness": witness}


def told(count: int, seed: int, functions: FunctionTable) -> Tally:
    """What the kernel says to so many statements of a seed."""
    liar, tally = Liar(seed), Tally()
    for _ in range(count):
        statement = liar.statement()
        try:
            with ctx.workprec(128):
                point = liar.contradiction(Task(statement, functions))
        except NO_VALUE:
            point = None
        if point is None:
            tally.counts["not contradicted"] += 1
            continue
        tally.counts["false"] += 1
        for offered in certificates(statement, point, functions):
            tally.counts["certificates"] += 1
            if recheck(statement, functions, sealed(as_data(offered), statement)).accepted:
                tally.accepted.append((statement, offered))
    return tally


@click.command()
@click.option("--count", default=5_000, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(count: int, seed: int) -> None:
    tally = told(count, seed, load_registry().functions)
    click.echo(f"seed {seed}: {dict(tally.counts)}, accepted {len(tally.accepted)}")
    for statement, offered in tally.accepted:
        click.echo(f"{statement.left!r} {statement.relation} {statement.right!r}")
        click.echo(f"    {statement.context.assumptions!r} {offered['conditions']!r} {offered['witness']!r}")
    sys.exit(bool(tally.accepted))


if __name__ == "__main__":
    main()
