"""Every tool over the same rows, one table: `python -m benchmarks.verdicts [--file …] [--tools …]`.

Times are processor time inside each tool (Maxima: wall-clock), for reading only: what is recorded elsewhere
are ratios of one run.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import click

from benchmarks.cases import FILES, Case, NoCases, read_cases
from benchmarks.score import COLUMNS, score
from benchmarks.table import library_table
from benchmarks.tools import Answer, installed
from benchmarks.worker import Worker


@dataclass(frozen=True)
class Result:
    case: Case
    tool: str
    answer: Answer
    outcome: str


def run(file: str, tool: str, cases: list[Case], timeout: float) -> list[Result]:
    """The cases that were read and count; `cases` may be the first part of the file."""
    worker = Worker(tool, file, timeout)
    results = []
    for number, case in enumerate(cases):
        if case.statement is not None and case.truth != "unscored":
            answer = worker.ask(number)
            results.append(Result(case, tool, answer, score(case, answer)))
    worker.close()
    return results


def quantile(sorted_times: list[float], share: float) -> float:
    return sorted_times[min(len(sorted_times) - 1, int(share * len(sorted_times)))]


def row_of(label: str, results: list[Result]) -> str:
    counts = Counter(r.outcome for r in results)
    times = sorted(r.answer.seconds * 1000 for r in results)
    numbers = "".join(f"{counts[c]:>10}" for c in COLUMNS)
    spread = "".join(f"{t:>11.2f}" for t in (quantile(times, s) for s in (0.5, 0.9, 0.99)))
    return f"{label:<22}{len(results):>6}{numbers}{spread}{sum(times) / 1000:>10.2f}"


HEADER = (
    f"{'':<22}{'rows':>6}"
    + "".join(f"{c:>10}" for c in COLUMNS)
    + "".join(f"{c:>11}" for c in ("median ms", "p90 ms", "p99 ms"))
    + f"{'total s':>10}"
)


def summary(file: str, tool: str, results: list[Result]) -> Iterable[str]:
    yield row_of(f"{file} · {tool}", results)
    for truth in ("equal", "different", "conditional", "branch"):
        part = [r for r in results if r.case.truth == truth]
        if part:
            yield row_of(f"    {truth}", part)


def listing(results: list[Result]) -> Iterable[str]:
    for outcome in COLUMNS[1:]:
        for r in results:
            if r.outcome == outcome:
                yield f"  {outcome:<10}{r.case.id:<16}{r.answer.word:<12}{r.case.text}"
                yield f"  {'':<26}{r.answer.seconds * 1000:.1f} ms; {r.answer.detail}"


@click.command()
@click.option("--file", "file", type=click.Choice([*FILES, "all"]), default="all")
@click.option("--tools", default=",".join(installed()), help="any of the default")
@click.option("--limit", type=int, default=None, help="the first N rows of each file")
@click.option("--timeout", type=float, default=20.0, help="seconds a tool has for one row")
@click.option("--list", "show", is_flag=True, help="every row that was not answered right")
def main(file: str, tools: str, limit: int | None, timeout: float, show: bool) -> None:
    """Right, wrong, partial, undecided and time of each tool over the same rows."""
    table = library_table()
    click.echo(HEADER)
    for name in FILES if file == "all" else [file]:
        try:
            cases = read_cases(name, table)[:limit]
        except NoCases as missing:
            click.echo(str(missing), err=True)
            sys.exit(2)
        totals = {}
        for tool in tools.split(","):
            results = run(name, tool, cases, timeout)
            totals[tool] = sum(r.answer.seconds for r in results)
            click.echo("\n".join(summary(name, tool, results)))
            if show:
                click.echo("\n".join(listing(results)))
        report_unread(name, cases)
        report_ratios(totals)


def report_unread(name: str, cases: list[Case]) -> None:
    unread = Counter(c.unread for c in cases if c.statement is None)
    for reason, count in unread.items():
        click.echo(f"  {name}: {count} rows not read: {reason}")


def report_ratios(totals: dict[str, float]) -> None:
    ours = totals.get("derive")
    for tool, seconds in totals.items():
        if ours and tool != "derive":
            click.echo(f"  total of {tool} / total of derive = {seconds / ours:.1f}")


if __name__ == "__main__":
    main()
