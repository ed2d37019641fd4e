"""Statements between arrays with functions in them, decided at once: by gates, and at points in balls.

proved       both sides agree for every value of σ(U), tanh(U), e^U, …, by the chain rule
refuted      both sides lie in balls that are apart, at rational matrices
conditional  the difference vanishes where A = Aᵀ, and both sides agree then for every value of the gates
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import islice
from random import Random
from typing import Any

from flint import ctx

from derive.engine.kernel.array_points import in_balls
from derive.engine.kernel.array_task import ArrayTask
from derive.engine.kernel.unfold import Reject
from derive.engine.tensors.counterexamples import holds, named
from derive.engine.tensors.exact import Exact, NoValue
from derive.engine.tensors.fitting import fitted
from derive.engine.tensors.identities import conditions, is_itself, plain_letters
from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.opened import opened
from derive.engine.tensors.plain_points import Plainer
from derive.engine.tensors.shown_points import as_text
from derive.engine.tensors.tables import Table, flipped, multiplied
from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import letters
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.notation.shapes import same_shape
from derive.records.statement import Statement
from derive.records.verdict import Counterexample, Verdict

BITS = 128
DIGITS = 6
ROUNDS = 6
MOST_WORK = 10_000  # on a plainer point: nodes times entries
NO_VALUE = (Reject, DeriveError, ValueError, ArithmeticError, LookupError)
KINKS = frozenset("abs max min relu sign heaviside cases iverson floor ceil mod delta".split())
ROOTED = frozenset("sqrt log norm frobenius".split())
CHAIN_RULE = "both sides have the same value for every value of the functions in them, by the chain rule"
APART = "the two sides differ at a point"
Point = Mapping[str, Table]
At = Mapping[str, Any]  # {sizes, point: rows of each letter, bits}
Check = Callable[[Verdict, Statement, Mapping[str, Any]], Verdict]


def by_gates(
    statement: Statement,
    functions: FunctionTable,
    check: Check,
    *,
    conditional: bool = True,
    later: list[Callable[[], Verdict]] | None = None,
) -> Verdict | None:
    """The verdict where it is seen at once; None where nothing is.

    check        the verdict with its certificate, if the kernel accepts it
    conditional  whether a condition is looked for under which a false statement holds
    later        takes the refutation where another road may find a condition, for when none is found
    """
    ready = opened(statement)
    if statement.relation != "eq" or not has_functions(ready, functions) or not plain_letters(ready):
        return None
    work = Trials(ready, functions)
    tried = ((at, work.apart(at)) for at in (work.points() if work.fits() else ()))
    for at, apart in islice((each for each in tried if each[1] is not None), 2):
        if not apart:
            told = Verdict("proved", method="matrices", reason=CHAIN_RULE, explanation=(CHAIN_RULE,))
            found = check(told, statement, {"kind": "arrays", "gates": True, "witness": at})
        else:
            told = Verdict("refuted", method="point", reason=APART)
            found = check(told, statement, {"kind": "array point", **at})
        if found.verdict == "refuted" and conditional:
            settled = work.conditional(statement, at, found, check)
            if settled is None and later is not None:
                later.append(partial(work.plain, statement, at, found, check))
            return settled
        if found.verdict != "undecided":
            return found
    return None


def has_functions(statement: Statement, functions: FunctionTable) -> bool:
    """Whether a function of entries, a norm or a root stands in the statement."""
    trees = postorder(statement.left, statement.right)
    return any(e.head in ROOTED or functions.get(e.head) is not None for e in trees)


class Trials:
    """Rational points at which the two sides of a statement are looked at."""

    def __init__(self, ready: Statement, functions: FunctionTable) -> None:
        self.ready, self.functions = ready, functions
        self.task = ArrayTask(ready, functions)
        self.heads = {e.head for e in postorder(ready.left, ready.right)}

    def fits(self) -> bool:
        """Whether both sides are arrays of one shape."""
        try:
            left, right = (self.task.plain.shape(side) for side in (self.task.left, self.task.right))
        except NO_VALUE:
            return False
        return same_shape(left, right) or self.task.right is b.ZERO

    def points(self, context: Context | None = None, sign: int = 0) -> Iterator[dict[str, Any]]:
        """Small dense entries; all of one sign where it is asked for; what is assumed made to hold."""
        context = context or self.ready.context
        low, random = Pointwise(context), Random(22)
        names = list(named(self.ready))
        axes = {n: context.letters[n].axes if n in context.letters else () for n in names}
        sizes = self.sizes(axes)
        for _ in range(ROUNDS):
            work = Exact(low, sizes, {})
            drawn = {n: _small(random, *work.extent(axes[n]), sign) for n in names if n not in sizes}
            point = fitted(context, sizes, drawn, random)
            try:
                if holds(context, Exact(low, sizes, point)):
                    yield {"sizes": sizes, "point": as_text(point), "bits": BITS}
            except NoValue:
                continue

    def sizes(self, axes: Mapping[str, tuple[Expr, ...]]) -> dict[str, int]:
        """2 and 3, so that no size but those that are the same is 1."""
        found = [s for shape in axes.values() for n in shape for s in letters(n)]
        found += [n for n in axes if self.ready.context.role(n) == "size"]
        return {n: 2 + k % 2 for k, n in enumerate(dict.fromkeys(found))}

    def apart(self, at: At) -> bool | None:
        """Whether the two sides certainly differ at a point; None where one has no value."""
        try:
            with ctx.workprec(BITS):
                tables = in_balls(self.task, at)
                gap = self.task.difference(tables, tables.field, ())  # type: ignore[arg-type]
                return any(x > 0 or x < 0 for x in gap.entries())
        except NO_VALUE:
            return None

    def counterexample(self, at: At) -> Counterexample:
        point = {n: str(v) for n, v in at["sizes"].items()}
        point |= {n: _said(rows) for n, rows in at["point"].items()}
        return Counterexample(point, *(self.shown(side, at) for side in (self.task.left, self.task.right)))

    def shown(self, side: Expr, at: At) -> str:
        try:
            with ctx.workprec(BITS):
                table = in_balls(self.task, at).value(side)
        except NO_VALUE:
            return "another value"
        return _said([[_digits(x) for x in row] for row in table.tolist()])

    def plain(self, statement: Statement, at: At, refuted: Verdict, check: Check) -> Verdict:
        """The refutation at a plainer point, if the kernel confirms it there."""
        plain = self.plainer(at)
        told = replace(refuted, counterexample=self.counterexample(plain))
        found = check(told, statement, {"kind": "array point", **plain})
        return (
            found if found.verdict == "refuted" else replace(refuted, counterexample=self.counterexample(at))
        )

    def plainer(self, at: At) -> dict[str, Any]:
        """A point of small whole numbers at which the two sides are certainly apart, if there is one."""

        def differing(sizes: Mapping[str, int], point: Point) -> dict[str, Any] | None:
            there = {**at, "sizes": sizes, "point": as_text(point)}
            try:
                fits = holds(self.ready.context, Exact(Pointwise(self.ready.context), sizes, point))
            except NoValue:
                return None
            return {"sizes": sizes, "point": point} if fits and self.apart(there) else None

        nodes = sum(1 for _ in postorder(self.ready.left, self.ready.right))
        rows = {n: [[Fraction(x) for x in row] for row in table] for n, table in at["point"].items()}
        search = Plainer(self.ready.context, differing, nodes, MOST_WORK)
        found = search.plainest({"sizes": at["sizes"], "point": rows})
        return {**at, "sizes": found["sizes"], "point": as_text(found["point"])}

    # ---- conditions ------------------------------------------------------------------------------

    def conditional(self, statement: Statement, at: At, refuted: Verdict, check: Check) -> Verdict | None:
        """Under A = Aᵀ, if that is why; None where a condition on entries may be, which the entries show."""
        for relation in conditions(self.ready) if self.by_symmetry(at) else ():
            extra = b.eq(*relation)
            context = self.ready.context.assuming(extra)
            other = next(self.points(context), None)
            if is_itself(relation, self.ready) or other is None or self.apart(other) is not False:
                continue
            plain = self.plainer(at)
            certificate = {
                "kind": "array conditional",
                "holds_if": [extra],
                "refutation": {"kind": "array point", **plain},
                "proof": {"kind": "arrays", "gates": True, "witness": other},
            }
            reason = "false as it stands, true under the condition"
            example = self.counterexample(plain)
            told = replace(
                refuted, verdict="conditional", holds_if=(extra,), reason=reason, counterexample=example
            )
            found = check(told, statement, certificate)
            if found.verdict == "conditional":
                return found
        return None if self.may_hold_if(at) else self.plain(statement, at, refuted, check)

    def by_symmetry(self, at: At) -> bool:
        """Whether the sides may be equal where square matrices are symmetric and commute."""
        square = [n for n, rows in at["point"].items() if len(rows) == len(rows[0]) > 1]
        return (
            bool(square) and self.apart(_put(at, {n: _symmetric(at["point"][n]) for n in square})) is not True
        )

    def may_hold_if(self, at: At) -> bool:
        """Whether sums of entries that are 0 or 1, or the signs of letters, may make the sides equal."""
        if self.heads & KINKS:
            return True
        if self.heads & ROOTED and not all(self.apart_for(sign) for sign in (1, -1)):
            return True
        ways = [(turn, total) for turn in (False, True) for total in (1, 0)]
        return any(self.by_sums(at, *way) for way in ways)

    def apart_for(self, sign: int) -> bool:
        """Whether the sides differ where every letter has this sign."""
        at = next(self.points(sign=sign), None)
        return at is not None and self.apart(at) is True

    def by_sums(self, at: At, turn: bool, total: int) -> bool:
        """Whether the difference vanishes where one letter's entries add up to `total`.

        Where it does not for all the letters at once, it does not for any of them.
        """
        tied = {name for relation in self.ready.context.assumptions for name in letters(relation)}
        free = {n: rows for n, rows in at["point"].items() if n not in tied}
        put = {n: _summing(rows, turn, total) for n, rows in free.items()}
        if self.apart(_put(at, put)) is True:
            return False
        changed = {n: rows for n, rows in put.items() if rows != at["point"][n]}
        return any(self.apart(_put(at, {n: rows})) is not True for n, rows in changed.items())


def _put(at: At, point: Mapping[str, Any]) -> dict[str, Any]:
    return {**at, "point": {**at["point"], **point}}


def _symmetric(rows: list[list[str]]) -> list[list[str]]:
    """a S + b S² for one symmetric S of this size: such matrices commute."""
    n, (a, c) = len(rows), (Fraction(x) for x in rows[0][:2])
    s = [[Fraction(3 + min(i, j) - 2 * max(i, j), 5) for j in range(n)] for i in range(n)]
    square = multiplied(s, s)
    return [[str(a * x + c * y) for x, y in zip(r, q, strict=True)] for r, q in zip(s, square, strict=True)]


def _summing(rows: list[list[str]], turn: bool, total: int) -> list[list[str]]:
    """The table with entries that add up to `total` along each row, or each column."""
    table = [[Fraction(x) for x in row] for row in rows]
    lines = flipped(table) if turn else table
    if len(lines[0]) == 1:
        return rows
    put = [[*line[:-1], total - sum(line[:-1], Fraction(0))] for line in lines]
    return [[str(x) for x in row] for row in (flipped(put) if turn else put)]


def _small(random: Random, rows: int, columns: int, sign: int) -> Table:
    """Sevenths between −13/7 and 13/7, none of them 0."""
    values = [Fraction(k * s, 7) for k in range(1, 14) for s in ((sign,) if sign else (1, -1))]
    entries = [random.choice(values) for _ in range(rows * columns)]
    return [entries[r * columns : (r + 1) * columns] for r in range(rows)]


def _digits(x: Any) -> str:
    """A whole number as such, another one to some digits."""
    return str(x.unique_fmpz()) if x.is_exact() and x.is_integer() else str(x.str(DIGITS, radius=False))


def _said(rows: list[list[str]]) -> str:
    """[[1, 2], [3, 4]]; a column [1, 2]; a number by itself."""
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    if all(len(row) == 1 for row in rows):
        return f"[{', '.join(row[0] for row in rows)}]"
    return f"[{', '.join('[' + ', '.join(row) + ']' for row in rows)}]"
