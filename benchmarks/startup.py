"""Start-up of `derive check` against importing SymPy: `python -m benchmarks.startup [--runs N]`."""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from time import perf_counter

import click

CHECK = ["-m", "derive.cli.main", "check", "--answer", "1+1", "--equals", "2"]
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "import sympy": ["-c", "import sympy"],
    "derive check": CHECK,
}


def seconds(arguments: list[str]) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return perf_counter() - start


@click.command()
@click.option("--runs", type=int, default=9)
def main(runs: int) -> None:
    """Medians of interleaved runs, and the ratio that counts."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name, arguments in COMMANDS.items():
            times[name].append(seconds(arguments))
    medians = {name: median(each) for name, each in times.items()}
    for name, each in medians.items():
        click.echo(f"{name:<16}{each * 1000:8.0f} ms")
    click.echo(f"derive check / import sympy = {medians['derive check'] / medians['import sympy']:.2f}")


if __name__ == "__main__":
    main()
