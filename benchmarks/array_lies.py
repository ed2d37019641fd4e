"""Lies about arrays: `python -m benchmarks.array_lies --count 3000 --seed 1`.

Statements that hold at some sizes or for some matrices only (A B = B A, det(A + B) = det A + det B, A² =
tr(A)·A, n = 1, σ(x + y) = σ(x) + σ(y), …), put into random expressions, each with certificates that add
nothing but the kernel's own laws: the sizes, gates, multiples of A A⁻¹ − 1, laws of determinants, entries.
Those that differ at random matrices in floating point (`array_values`) must be refused.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import click

from benchmarks.array_values import NoValue, differ, values
from benchmarks.lies import Tally
from derive.engine.certify import as_data, sealed
from derive.engine.kernel import recheck
from derive.engine.kernel.entries import lowered
from derive.engine.kernel.free_determinants import freed
from derive.engine.kernel.unfold import Reject
from derive.engine.obligations import remaining_conditions
from derive.engine.prepare import prepare
from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.expr import Expr, node, postorder
from derive.notation.context import Context, Letter
from derive.notation.functions import FunctionTable
from derive.notation.shapes import shape_of
from derive.records.statement import Statement
from derive.registry import load_registry

m, n, c, x, y, u, A, B, M = (b.sym(name) for name in "mncxyuABM")
i = b.sym("i")  # a real number that nobody declares, with the name of a place
AXES = {"x": (n,), "y": (n,), "u": (m,), "A": (n, n), "B": (n, n), "M": (m, n), "c": (), "i": ()}
CONTEXT = Context().with_letters(
    Letter("m", "size"),
    Letter("n", "size"),
    *(Letter(name, axes=axes) for name, axes in AXES.items() if name != "i"),
)
NUMBER, VECTOR, SQUARE = (), (n,), (n, n)
MOST_POINTS = 12
GATES = ("sigma", "tanh", "exp")
WRONG = (Reject, DeriveError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError)


def of(head: str) -> Callable[..., Expr]:
    return lambda *args: node(head, *args)


dot, turned, trace, det, inverse, total = map(of, ("matmul", "transpose", "trace", "det", "inverse", "total"))
had, over, outer, diag, softmax = map(of, ("hadamard", "hadamard_div", "outer", "diag", "softmax"))
ONES, ONE, TANH = node("ones", n), node("identity", n), node("tanh", dot(A, x))
PAIRS: dict[tuple[Expr, ...], list[tuple[Expr, Expr]]] = {
    SQUARE: [
        (dot(A, B), dot(B, A)),
        (had(A, B), dot(A, B)),
        (dot(A, A), b.mul(trace(A), A)),
        (dot(A, A), b.sub(b.mul(trace(A), A), b.mul(det(A), ONE))),
        (A, b.mul(trace(A), ONE)),
        (A, diag(diag(A))),
        (inverse(b.add(A, B)), b.add(inverse(A), inverse(B))),
        (inverse(dot(A, B)), dot(inverse(A), inverse(B))),
        (inverse(turned(A)), inverse(A)),
        (outer(x, y), outer(y, x)),
        (dot(diag(x), A), dot(A, diag(x))),
        (over(A, outer(dot(A, ONES), ONES)), A),
    ],
    VECTOR: [
        (dot(A, x), dot(turned(A), x)),
        (had(x, y), b.mul(dot(turned(x), y), ONES)),
        (softmax(b.add(x, y)), had(softmax(x), softmax(y))),
        (diag(dot(A, B)), had(diag(A), diag(B))),
        (over(x, dot(A, ONES)), x),
        (node("sigma", b.add(x, y)), b.add(node("sigma", x), node("sigma", y))),
        (node("sqrt", had(x, x)), x),
        (b.deriv(total(TANH), x), dot(A, b.sub(ONES, had(TANH, TANH)))),
        (b.mul(node("floor", i), x), b.mul(i, x)),
        (b.deriv(node("logsumexp", x), x), node("exp", x)),
        (b.deriv(node("norm", dot(A, x), b.TWO), x), b.div(dot(A, x), node("norm", dot(A, x), b.TWO))),
    ],
    NUMBER: [
        (n, b.ONE),
        (n, m),
        (total(over(A, A)), b.num(9)),
        (total(b.div(A, A)), b.num(9)),
        (det(A), c),
        (b.power(c, n), c),
        (trace(dot(A, B)), b.mul(trace(A), trace(B))),
        (det(b.add(A, B)), b.add(det(A), det(B))),
        (det(b.mul(c, A)), b.mul(c, det(A))),
        (det(inverse(A)), det(A)),
        (trace(inverse(A)), b.div(trace(A), det(A))),
        (node("norm", x, b.TWO), total(x)),
        (node("norm", b.mul(c, x), b.TWO), b.mul(c, node("norm", x, b.TWO))),
        (b.power(total(x), b.TWO), total(had(x, x))),
        (total(node("exp", x)), node("exp", total(x))),
        (total(over(x, b.add(x, b.mul(total(x), ONES)))), b.div(b.ONE, b.TWO)),
        (b.mul(b.sub(n, b.ONE), b.sub(n, b.TWO), total(x)), b.ZERO),
        (trace(over(A, outer(dot(A, ONES), ONES))), b.ONE),
    ],
}  # fmt: skip


class Liar:
    """Random statements of one seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def array(self, shape: tuple[Expr, ...], depth: int) -> Expr:
        """A random expression of this shape."""
        pick = self.random.choice
        if not depth:
            leaves = {SQUARE: [A, B, ONE], VECTOR: [x, y, ONES], NUMBER: [c, n, b.TWO, total(x), trace(A)]}
            return pick(leaves[shape])
        one, other, number = (self.array(s, depth - 1) for s in (shape, shape, NUMBER))
        square, vector = self.array(SQUARE, depth - 1), self.array(VECTOR, depth - 1)
        rules = [b.add(one, other), b.mul(number, one), node(pick(GATES), one), b.neg(one)]
        rules += {
            SQUARE: [
                dot(one, other),
                turned(one),
                had(one, other),
                diag(vector),
                outer(vector, x),
                inverse(A),
            ],
            VECTOR: [dot(square, one), had(one, other), softmax(one), diag(square), dot(turned(M), u)],
            NUMBER: [trace(square), det(A), total(vector), dot(turned(vector), x), b.power(one, b.TWO)],
        }[shape]
        return pick(rules)

    def within(self, left: Expr, right: Expr, shape: tuple[Expr, ...]) -> tuple[Expr, Expr, tuple[Expr, ...]]:
        """The pair within a random expression."""
        pick = self.random.choice
        other, vector = self.array(shape, self.random.randint(0, 1)), self.array(VECTOR, 0)
        gate = of(pick(GATES))
        rules: list[tuple[Callable[[Expr], Expr], tuple[Expr, ...]]] = [
            (lambda e: b.add(e, other), shape),
            (lambda e: b.mul(e, other) if not shape else had(e, other), shape),
            (lambda e: b.mul(c, e), shape),
            (gate, shape),
            (lambda e: b.div(e, b.add(b.ONE, had(c, c))), shape),
        ]
        if shape == SQUARE:
            rules += [(trace, NUMBER), (turned, shape), (lambda e: dot(e, vector), VECTOR), (det, NUMBER)]
            rules += [(lambda e: dot(e, other), shape), (lambda e: dot(other, e), shape), (diag, VECTOR)]
        if shape == VECTOR:
            rules += [(total, NUMBER), (lambda e: dot(turned(vector), e), NUMBER), (diag, SQUARE)]
            rules += [(lambda e: over(vector, e), shape), (lambda e: outer(e, vector), SQUARE)]
        if shape == NUMBER:
            rules += [(lambda e: b.mul(e, A), SQUARE), (lambda e: b.mul(e, vector), VECTOR)]
            rules += [(lambda e: b.div(b.ONE, b.add(b.TWO, e)), shape)]
        rule, found = pick(rules)
        return rule(left), rule(right), found

    def statement(self) -> Statement:
        shape = self.random.choice([SQUARE, VECTOR, NUMBER])
        left, right = self.random.choice(PAIRS[shape])
        for _ in range(self.random.choice([0, 1, 1, 2])):
            left, right, shape = self.within(left, right, shape)
        turns = [b.rel("eq", A, turned(A))] if self.random.random() < 0.2 else []
        return Statement(left, right, CONTEXT.assuming(*turns))

    def point(self, statement: Statement, sizes: dict[str, int]) -> dict[str, list[list[str]]]:
        """Random matrices with entries of two digits, symmetric where that is assumed."""
        found = {}
        for name, axes in AXES.items():
            rows, columns = [*(sizes[str(a.value)] for a in axes), 1, 1][:2]
            entry = [[f"{self.random.randint(-15, 19)}/10" for _ in range(columns)] for _ in range(rows)]
            if name == "A" and statement.context.assumptions:
                entry = [[entry[min(r, k)][max(r, k)] for k in range(columns)] for r in range(rows)]
            found[name] = entry
        return found

    def contradiction(self, statement: Statement) -> tuple[list[dict[str, Any]], bool]:
        """Points at which both sides have values, and whether these differ at one."""
        with_values, apart = [], False
        sides = (statement.left, statement.right)
        loose = any(e.head == "deriv" for e in postorder(*sides))
        used = {e.value for e in postorder(*sides, *statement.context.assumptions) if e.head == "sym"}
        for k in range(MOST_POINTS):
            sizes = {"m": self.random.randint(1, 4), "n": 1 + k % 4}
            point = self.point(statement, sizes)
            numbers = {name: [[_number(e) for e in row] for row in rows] for name, rows in point.items()}
            try:
                at = values(sizes, numbers)
                apart = (
                    differ(at.of(statement.left), at.of(statement.right), 1e-3 if loose else 1e-6) or apart
                )
            except (NoValue, *WRONG):
                continue
            given = {name: rows for name, rows in point.items() if name in used}
            with_values.append({"sizes": sizes, "point": given, "bits": 256})
        return with_values, apart


def _number(text: str) -> float:
    above, below = text.split("/")
    return int(above) / int(below)


def certificates(
    statement: Statement, witness: dict[str, Any], random: Random, functions: FunctionTable
) -> Iterator[dict[str, Any]]:
    """Those that add nothing to the statement but what the kernel itself calls 0, or a law."""
    plain: dict[str, Any] = {"kind": "arrays", "witness": witness}
    yield plain
    yield {**plain, "gates": True}
    for _ in range(2):
        yield {
            **plain,
            "multiples": list(multiples(statement, random)),
            "dets": list(laws(statement, random)),
        }
    try:
        entry = of_numbers(lowered(statement, False), witness, functions)
        yield {"kind": "array entries", "entry": entry}
        yield {"kind": "array entries", "entry": {**entry, "conditions": []}}
    except WRONG:
        pass
    try:
        free = freed(statement)[0]
        yield {"kind": "array determinants", "numbers": of_numbers(free, witness, functions)}
    except WRONG:
        pass


def of_numbers(statement: Statement, witness: dict[str, Any], functions: FunctionTable) -> dict[str, Any]:
    point: dict[str, Any] = {name: str(k) for name, k in witness["sizes"].items()}
    for name, rows in witness["point"].items():
        whole = rows if len(AXES[name]) == 2 else [row[0] for row in rows]
        point[name] = whole if AXES[name] else rows[0][0]
    point = dict.fromkeys(("i", "j", "k"), "1") | point | {"det_A": "2", "det_B": "3"}
    found = list(remaining_conditions(prepare(statement, functions)))
    return {"kind": "indexed", "factors": [], "assumed": [], "conditions": found, "witness": point}


def multiples(statement: Statement, random: Random) -> Iterator[dict[str, Any]]:
    """weight·u g v with g = M M⁻¹ − 1 or what is assumed."""
    inverses = [e.args[0] for e in postorder(statement.left, statement.right) if e.head == "inverse"]
    generators: list[Any] = [[way, e] for e in inverses for way in ("right inverse", "left inverse")]
    generators += [["assumed", k] for k in range(len(statement.context.assumptions))]
    whole = len(shape_of(statement.left, statement.context) or ()) == 2
    for generator in generators:
        if random.random() < 0.6:
            yield {
                "generator": generator, "weight": random.choice(["1", "-1"]), "scalars": [],
                "left": random.choice([[], [A]]), "right": random.choice([[], [inverse(A)]]),
                "outside": None if whole else [],
            }  # fmt: skip


def laws(statement: Statement, random: Random) -> Iterator[dict[str, Any]]:
    """det U V = det U det V, det c N = cⁿ det N of the determinants that stand in the statement."""
    for e in postorder(statement.left, statement.right):
        inside = e.args[0] if e.head == "det" else e
        if e.head == "det" and inside.head in ("matmul", "mul") and len(inside.args) == 2:
            kind = "product" if inside.head == "matmul" else "scale"
            yield {"kind": kind, "parts": [inside, *inside.args], "multiples": []}


def told(count: int, seed: int, functions: FunctionTable) -> Tally:
    """What the kernel says to so many statements of a seed."""
    liar, tally = Liar(seed), Tally()
    for _ in range(count):
        statement = liar.statement()
        try:
            shapes = [shape_of(side, CONTEXT) for side in (statement.left, statement.right)]
        except DeriveError:
            shapes = [None, None]
        points, false = liar.contradiction(statement) if None not in shapes else ([], False)
        tally.counts["false" if false else "not contradicted"] += 1
        for offered in certificates(statement, points[0], liar.random, functions) if points else ():
            accepted = recheck(statement, functions, sealed(as_data(offered), statement)).accepted
            tally.counts["certificates" if false else "certificates of others"] += 1
            tally.counts["accepted of others"] += accepted and not false
            if accepted and false:
                tally.accepted.append((statement, offered))
    return tally


@click.command()
@click.option("--count", default=3_000, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(count: int, seed: int) -> None:
    tally = told(count, seed, load_registry().functions)
    click.echo(f"seed {seed}: {dict(tally.counts)}, accepted {len(tally.accepted)}")
    for statement, offered in tally.accepted:
        click.echo(f"{statement.left!r} = {statement.right!r}")
        click.echo(f"    {statement.context.assumptions!r} {offered!r}")
    sys.exit(bool(tally.accepted))


if __name__ == "__main__":
    main()
