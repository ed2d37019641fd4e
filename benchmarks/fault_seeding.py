"""Faults put into the rules, the normal form and the contraction, one at a time: does anything notice?

    python -m benchmarks.fault_seeding --count 200 --seed 1

A parent process loads the package and collects the targeted suite once. It forks for every fault; the child
puts the edited code in place (or imports the package anew with it) and runs the suite up to its first
failure. A fault counts as caught when a test fails or runs out of time. The verdicts in the suite
are re-checked by the kernel, so that a wrong proof shows as a verdict that is missing.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import pytest

from benchmarks.fault_in_place import put_in
from benchmarks.faults import ROOT, Fault, faults

SUITE = [
    "tests/engine_values/test_values.py",
    "tests/engine_values/test_tables.py",
    "tests/engine_values/test_rules.py",
    "tests/engine_values/test_rarely_reached.py",
    "tests/engine_values/test_forms_of_rows.py",
    "tests/engine_values/test_truths.py",
    "tests/engine_calculus",
    "tests/derivations/test_rule_formulas.py",
    "tests/prover/test_statements.py",
]
QUIET = ["-q", "-p", "no:cacheprovider", "--no-header", "--tb=no", "-x", "-k", "not hash_seed"]


@dataclass(frozen=True)
class Outcome:
    """caught (by the test named) or not, and the processor time."""

    word: str
    test: str
    seconds: float


class First:
    """The pytest plugin that keeps the name of the first failure."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed and not self.place.exists():
            self.place.write_text(report.nodeid)

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed and not self.place.exists():
            self.place.write_text(f"{report.nodeid}::collection")


def child(fault: Fault | None, suite: list[str], place: Path, seconds: int) -> int:
    """The exit code of the suite, part by part up to the first failure, in a process of its own."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nothing, stream)
    if fault is not None:
        put_in(fault)
    return next((c for part in suite if (c := int(pytest.main([part, *QUIET], plugins=[First(place)])))), 0)


def outcomes(
    planned: list[tuple[int, Fault | None]], suite: list[str], seconds: int, workers: int
) -> Iterator[tuple[int, Outcome]]:
    """Each fault's outcome as it comes, `workers` of them at a time."""
    running: dict[int, tuple[int, Path]] = {}
    waiting = list(reversed(planned))
    with TemporaryDirectory(prefix="faults-") as folder:
        while waiting or running:
            while waiting and len(running) < workers:
                number, fault = waiting.pop()
                place = Path(folder) / str(number)
                running[forked(fault, suite, place, seconds)] = number, place
            process, status, used = os.wait3(0)
            number, place = running.pop(process)
            yield number, outcome(status, place, used.ru_utime + used.ru_stime)


def forked(fault: Fault | None, suite: list[str], place: Path, seconds: int) -> int:
    process = os.fork()
    if process:
        return process
    try:
        code = child(fault, suite, place, seconds)
    except BaseException:  # a fault may raise anything, and the child must never go on as its parent
        code = 1
    os._exit(code)


def outcome(status: int, place: Path, seconds: float) -> Outcome:
    test = place.read_text() if place.exists() else ""
    if os.WIFSIGNALED(status):
        return Outcome("out of time", test, seconds)
    return Outcome("survived" if os.waitstatus_to_exitcode(status) == 0 else "caught", test, seconds)


def row(number: int, fault: Fault, found: Outcome) -> str:
    module = fault.path.removeprefix("derive/").removesuffix(".py")
    where = found.test.split("::", 1)[-1][:60]
    edit = f"`{fault.before}` → `{fault.after}`".replace("|", "\\|")
    return f"| {number} | {module}:{fault.line} | {edit} | {found.word} | {where} | {found.seconds:.0f} s |"


@click.command()
@click.option("--count", type=int, default=200)
@click.option("--seed", type=int, default=1, help="the first fault's seed; the others follow")
@click.option("--seeds", default="", help="these seeds alone, as 3,17,20")
@click.option("--seconds", type=int, default=90, help="processor time that a run of the suite may take")
@click.option("--workers", type=int, default=2)
@click.option("--only", multiple=True, help="these tests in place of the suite")
def main(count: int, seed: int, seeds: str, seconds: int, workers: int, only: tuple[str, ...]) -> None:
    """The table of faults, and the share that was caught."""
    os.chdir(ROOT)
    suite = list(only) or SUITE
    with redirect_stdout(StringIO()):
        pytest.main([*suite, *QUIET, "--collect-only"])
    wanted = {int(s) for s in seeds.split(",") if s}
    planned = {k: f for k, f in faults(count, seed) if not wanted or k in wanted}
    caught = 0
    for number, found in outcomes([(0, None), *planned.items()], suite, seconds, workers):
        if number:
            caught += found.word != "survived"
            click.echo(row(number, planned[number], found))
        elif found.word != "survived":
            raise click.ClickException(f"the suite fails without a fault: {found.test or found.word}")
        else:
            click.echo(f"without a fault: {found.seconds:.0f} s")
        sys.stdout.flush()
    click.echo(f"\n{caught} of {len(planned)} faults caught ({100 * caught / len(planned):.1f} %)")


if __name__ == "__main__":
    main()
