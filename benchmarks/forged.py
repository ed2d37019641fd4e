"""Forged certificates: `python -m benchmarks.forged --count 100 --seed 1`.

A true statement's certificate, as it is and with every field changed in turn, is sealed for near misses of
the statement that are refuted at a point; a refuted statement's for true ones. The kernel may accept none.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import click

from benchmarks.rewrites import MUTATIONS, change
from benchmarks.table import library_table
from derive.engine.kernel import recheck
from derive.engine.prove import decide
from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.data import seal
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement
from derive.records.verdict import Verdict
from tests.engine_values.test_truths import ROWS as TRUTHS
from tests.kernel import test_termwise as by_terms
from tests.kernel.test_new_kinds import with_unit
from tests.kernel.test_stages import CLAIMS
from tests.kernel.test_stages import statement as gated
from tests.prover import boundaries, statements, sums
from tests.tensors import test_declared_sizes as declared
from tests.tensors.support import read, shaped
from tests.tensors.test_identities import TABLE, S

FALSE_WORDS = ("refuted", "conditional")
REFUTING = ("point", "array point", "conditional")
MERGED = [
    ("Sum(X[j]/(1+Y[j]^2),(j,1,n)) + Sum(X[j]*Y[j]^2/(1+Y[j]^2),(j,1,n)) = Sum(X[j],(j,1,n))", ()),
    ("Sum(1/(1+exp(X[j])),(j,1,n)) + Sum(exp(X[j])/(1+exp(X[j])),(j,1,n)) = n", ()),
    (
        "Sum(Sum(X[i]/(1+X[i]^2+X[j]^2),(i,1,n)),(j,1,n)) = Sum(Sum(X[j]/(1+X[i]^2+X[j]^2),(i,1,n)),(j,1,n))",
        (),
    ),
]


def true_statements(table: FunctionTable) -> list[Statement]:
    """The prover's own statements, of numbers, of complex numbers and of matrices, said to be true."""
    rows = [(text, assumed) for text, assumed, word, _ in statements.ROWS if word == "proved"]
    rows += [(text, assumed) for text, assumed, word in sums.ROWS if word == "proved"]
    rows += [(text, assumed) for text, assumed, truth in boundaries.REAL if truth]
    rows += [
        (text, tuple(filter(None, given.split("; ")))) for word, text, given in TRUTHS if word == "proved"
    ]
    found = [statements.statement(text, assumed, table) for text, assumed in (*rows, *by_terms.TRUE, *MERGED)]
    found += [with_unit(text) for text, truth in boundaries.COMPLEX if truth]
    found += [of_arrays(left, right, S) for left, right, word in TABLE if word == "proved"]
    sizes = "; ".join(f"{name}: {axes}" for name, axes in declared.S.items())
    found += [of_arrays(left, right, sizes) for left, right, word in declared.ROWS if word == "proved"]
    return found + [gated(name) for name in CLAIMS]


def of_arrays(left: str, right: str, shapes: str) -> Statement:
    context = shaped(shapes)
    return Statement(read(left, context), read(right, context), context)


def near_misses(statement: Statement, rng: Random, table: FunctionTable, count: int) -> Iterator[Statement]:
    """Statements like this one that a point refutes."""
    tried = [replace(statement, right=b.neg(statement.right)), replace(statement, right=_twice(statement))]
    if statement.context.assumptions:
        tried.append(replace(statement, context=replace(statement.context, assumptions=())))
    for _ in range(2 * count):
        tried.append(replace(statement, right=change(statement.right, MUTATIONS, rng)))
    rng.shuffle(tried)
    for each in tried:
        if count and (found := verdict_on(each, table)) is not None and found.verdict in FALSE_WORDS:
            count -= 1
            yield each


def _twice(statement: Statement) -> Any:
    return b.mul(b.TWO, statement.right)


def verdict_on(statement: Statement, table: FunctionTable) -> Verdict | None:
    try:
        return decide(statement, table)
    except (DeriveError, LookupError, TypeError, ValueError, AssertionError):
        return None


def bare(certificate: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in certificate.items() if k not in ("seal", "statement")}


def changed(data: Any, pool: list[Any]) -> Iterator[Any]:
    """The data with one field at a time left out, emptied, moved by one, doubled or taken from another."""
    if isinstance(data, Mapping):
        for key, inner in data.items():
            yield {k: v for k, v in data.items() if k != key}
            for other in changed(inner, pool):
                yield {**data, key: other}
        for other in pool:
            if isinstance(other, Mapping):
                yield {**data, **other}
    elif isinstance(data, list | tuple):
        yield []
        if len(data) > 1:
            yield list(reversed(data))
            yield list(data[:-1])
        yield [*data, *data]
        for k, inner in enumerate(data[:6]):
            for other in changed(inner, []):
                yield [*data[:k], other, *data[k + 1 :]]
    elif isinstance(data, str):
        yield from ("0", "1", "-1", "field", "continuous")
    elif isinstance(data, bool) or data is None:
        yield not data
    elif isinstance(data, int):
        yield from (0, data + 1, -data)


@dataclass
class Forger:
    """What has been tried, and what the kernel accepted."""

    table: FunctionTable
    rng: Random
    most: int
    kinds: Counter[str] = field(default_factory=Counter)
    pool: list[Any] = field(default_factory=list)
    tried: int = 0
    accepted: int = 0

    def forge(self, statement: Statement, misses: int, forgeries: int) -> None:
        """All that is made of one true statement's certificate and of its near misses' refutations."""
        verdict = verdict_on(statement, self.table)
        if verdict is None or verdict.verdict != "proved" or verdict.certificate is None:
            return
        genuine = bare(verdict.certificate)
        if self.kinds[str(genuine["kind"])] >= self.most:
            return
        self.kinds[str(genuine["kind"])] += 1
        forged = list(changed(genuine, self.pool[-4:]))
        for miss in near_misses(statement, self.rng, self.table, misses):
            for certificate in [genuine, *self.rng.sample(forged, min(forgeries, len(forged)))]:
                self.submit(certificate, miss)
            self.refute_the_truth(statement, miss, forgeries // 4)
        self.pool.append(genuine)

    def refute_the_truth(self, statement: Statement, miss: Statement, forgeries: int) -> None:
        refutation = verdict_on(miss, self.table)
        if refutation is None or refutation.certificate is None:
            return
        point = bare(refutation.certificate)
        points = [point, *changed(point, [])]
        for certificate in self.rng.sample(points, min(forgeries, len(points))):
            if certificate.get("kind") in REFUTING:
                self.submit(certificate, statement)

    def submit(self, certificate: Mapping[str, Any], statement: Statement) -> None:
        self.tried += 1
        if recheck(statement, self.table, seal(certificate, statement)).accepted:
            self.accepted += 1
            click.echo(f"ACCEPTED {certificate}\n    for {statement.left!r}\n    {statement.right!r}")
            sys.stdout.flush()

    def told(self) -> str:
        kinds = ", ".join(f"{k} {n}" for k, n in sorted(self.kinds.items()))
        done = sum(self.kinds.values())
        return f"{done} certificates ({kinds}), {self.tried} forgeries, {self.accepted} accepted"


@click.command()
@click.option("--count", type=int, default=100, help="certificates")
@click.option("--seed", type=int, default=1)
@click.option("--misses", type=int, default=2, help="false statements for each")
@click.option("--forgeries", type=int, default=40, help="changes tried of each certificate, at random")
def main(count: int, seed: int, misses: int, forgeries: int) -> None:
    """Forged certificates of all kinds: none may be accepted for a false statement."""
    table = library_table()
    forger = Forger(table, Random(seed), max(count // 10, 1))
    asked = true_statements(table)
    forger.rng.shuffle(asked)
    done = 0
    for statement in asked:
        if done == count:
            break
        forger.forge(statement, misses, forgeries)
        if (now := sum(forger.kinds.values())) > done:
            done = now
            if done % 20 == 0:
                click.echo(forger.told())
                sys.stdout.flush()
    click.echo(forger.told())
    sys.exit(1 if forger.accepted else 0)


if __name__ == "__main__":
    main()
