"""Random identities as text: `python -m benchmarks.random_identities --count 1000`.

    sums      nested sums with triangular ranges, shifts and δ; orders exchanged, ranges split and reversed
    matrices  words of square matrices and vectors, transposed, multiplied out, traces turned
    pieces    |·|, max, min, relu, sign, floor and mod of two letters

Each is rewritten by identities, and half of them changed in one place. A changed one counts as different
when exact rationals tell it apart, at sizes 1 to 5 or at a grid of points; others are left out.
The values are our own, with nothing of the prover in them; the statements go through the public door.
"""

from __future__ import annotations

import signal
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from types import FrameType
from typing import Any

import click

import derive
from benchmarks.random_matrices import matrix_pair
from benchmarks.random_pieces import piece_pair
from benchmarks.random_sums import sum_pair


@dataclass(frozen=True)
class Identity:
    """Two texts, the shapes of their letters, and whether they are equal."""

    left: str
    right: str
    shapes: dict[str, str]
    equal: bool


Made = tuple[str, str, dict[str, str], bool]
FAMILIES: dict[str, Callable[[Random], Made | None]] = {
    "sums": sum_pair,
    "matrices": matrix_pair,
    "pieces": piece_pair,
}


def identity(family: str, seed: int) -> Identity:
    """The identity, or the mistake, that this seed makes."""
    rng = Random(f"{family} {seed}")
    while True:
        found = FAMILIES[family](rng)
        if found is not None:
            return Identity(*found)


class OutOfTime(BaseException):
    """Raised by the alarm."""


def _ring(signum: int, frame: FrameType | None) -> None:
    raise OutOfTime


def verdict(asked: Identity, timeout: int) -> tuple[str, Any]:
    """The verdict's word; `error` with the complaint where there is none."""
    signal.alarm(timeout)
    try:
        found = derive.equal(asked.left, asked.right, shapes=asked.shapes)
        return found.verdict, found
    except OutOfTime:
        return "over time", ""
    except Exception as error:
        return "error", f"{type(error).__name__}: {error}"
    finally:
        signal.alarm(0)


def is_wrong(asked: Identity, word: str) -> bool:
    return word in (("refuted", "conditional") if asked.equal else ("proved",))


@click.command()
@click.option("--count", type=int, default=1000, help="of each family")
@click.option("--seed", type=int, default=1)
@click.option("--family", type=click.Choice(list(FAMILIES)), multiple=True)
@click.option("--timeout", type=int, default=10)
@click.option("--list", "show", is_flag=True, help="undecided ones too")
def main(count: int, seed: int, family: tuple[str, ...], timeout: int, show: bool) -> None:
    """Verdicts on random identities: none may be wrong."""
    signal.signal(signal.SIGALRM, _ring)
    wrong = 0
    for name in family or tuple(FAMILIES):
        counts: Counter[tuple[str, str]] = Counter()
        for number in range(seed, seed + count):
            asked = identity(name, number)
            word, found = verdict(asked, timeout)
            counts["equal" if asked.equal else "different", word] += 1
            wrong += is_wrong(asked, word)
            expected = ("proved",) if asked.equal else ("refuted", "conditional")
            if is_wrong(asked, word) or word == "error" or (show and word not in expected):
                mark = "WRONG " if is_wrong(asked, word) else ""
                click.echo(
                    f"{mark}{name} {number} {'equal' if asked.equal else 'different'}: {asked.left}\n"
                    f"    {asked.right}\n    {str(found).strip()}"
                )
                sys.stdout.flush()
        told = ", ".join(f"{t} {w} {k}" for (t, w), k in sorted(counts.items()))
        click.echo(f"{name}, seeds {seed} to {seed + count - 1}: {told}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
