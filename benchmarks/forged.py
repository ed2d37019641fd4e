"""Forged certificates: `python -m benchmarks.forged --count 100 --seed 1`.

A true statement's certificate, as it is and with every field changed in turn, is sealed for near misses of
the statement that are refuted at a point; a refuted statement's for true ones. The kernel may accept none.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
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
from tests.kernel.test_stages import CLAIMS
from tests.kernel.test_stages import statement as gated
from tests.prover import boundaries, statements, sums
from tests.tensors.support import read, shaped
from tests.tensors.test_identities import TABLE, S

FALSE_WORDS = ("refuted", "conditional")


def true_statements(table: FunctionTable) -> list[Statement]:
    """The prover's own statements and identities of matrices that are said to be true."""
    rows = [(text, assumed) for text, assumed, word, _ in statements.ROWS if word == "proved"]
    rows += [(text, assumed) for text, assumed, word in sums.ROWS if word == "proved"]
    rows += [(text, assumed) for text, assumed, truth in boundaries.REAL if truth]
    found = [statements.statement(text, assumed, table) for text, assumed in rows]
    context = shaped(S)
    words = [(left, right) for left, right, word in TABLE if word == "proved"]
    found += [Statement(read(left, context), read(right, context), context) for left, right in words]
    return found + [gated(name) for name in CLAIMS]


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


@click.command()
@click.option("--count", type=int, default=100, help="certificates")
@click.option("--seed", type=int, default=1)
@click.option("--misses", type=int, default=2, help="false statements for each")
@click.option("--forgeries", type=int, default=40, help="changes tried of each certificate, at random")
def main(count: int, seed: int, misses: int, forgeries: int) -> None:
    """Forged certificates of all kinds: none may be accepted for a false statement."""
    rng, table = Random(seed), library_table()
    asked = true_statements(table)
    rng.shuffle(asked)
    kinds: Counter[str] = Counter()
    most = max(count // 6, 1)
    tried = accepted = 0
    pool: list[Any] = []
    for statement in asked:
        verdict = verdict_on(statement, table)
        if verdict is None or verdict.verdict != "proved" or verdict.certificate is None:
            continue
        if sum(kinds.values()) == count:
            break
        genuine = bare(verdict.certificate)
        if kinds[str(genuine["kind"])] >= most:
            continue
        kinds[str(genuine["kind"])] += 1
        for miss in near_misses(statement, rng, table, misses):
            forged = [genuine, *changed(genuine, pool[-4:])]
            for certificate in [genuine, *rng.sample(forged, min(forgeries, len(forged)))]:
                tried += 1
                found = recheck(miss, table, seal(certificate, miss))
                if found.accepted:
                    accepted += 1
                    click.echo(f"ACCEPTED {certificate}\n    for {miss.left!r}\n    {miss.right!r}")
                    sys.stdout.flush()
            refutation = verdict_on(miss, table)
            if refutation is not None and refutation.certificate is not None:
                tried += 1
                point = bare(refutation.certificate)
                points = [point, *changed(point, [])]
                for certificate in rng.sample(points, min(forgeries // 4, len(points))):
                    tried += 1
                    if recheck(statement, table, seal(certificate, statement)).accepted:
                        refuting = certificate.get("kind") in ("point", "array point", "conditional")
                        accepted += refuting
                        if refuting:
                            click.echo(f"ACCEPTED against the truth {certificate}\n    {statement}")
        pool.append(genuine)
    told = ", ".join(f"{k} {n}" for k, n in sorted(kinds.items()))
    click.echo(f"{sum(kinds.values())} certificates ({told}), {tried} forgeries, {accepted} accepted")
    sys.exit(1 if accepted else 0)


if __name__ == "__main__":
    main()
