"""Cost against the size of the shared graph: `python -m benchmarks.growth`.

z_0 = x, z_{k+1} = u/(1 + u²) with u = w z_k + v z_k²: each step uses the one before several times, so that
the tree grows like 6^d and the graph like d. The difference of two ways to write it is taken at random
points modulo a random prime (the kernel's fingerprint); the time for each node must stay flat.
"""

from __future__ import annotations

import sys
from time import perf_counter

import click

from derive.engine.kernel.plan import Plan
from derive.engine.kernel.residues import Run
from derive.expressions import build as b
from derive.expressions.expr import Expr, postorder
from derive.notation.context import EMPTY, Letter

X, W, V = b.sym("x"), b.sym("w"), b.sym("v")
CONTEXT = EMPTY.with_letters(Letter("x"), Letter("w"), Letter("v"))
DEPTHS = (10, 30, 100, 300, 1000)


def chain(depth: int, swapped: bool) -> Expr:
    """The tower; `swapped` writes w z + v z² as z (v z + w), the same value by another tree."""
    z = X
    for _ in range(depth):
        inside = b.mul(z, b.add(b.mul(V, z), W)) if swapped else b.add(b.mul(W, z), b.mul(V, z, z))
        z = b.div(inside, b.add(b.ONE, b.mul(inside, inside)))
    return z


def residue(difference: Expr) -> bool:
    """Whether the difference is zero at random points modulo a random prime, as the kernel takes it."""
    return not any(Run(Plan(), CONTEXT).value(difference))


def seconds(difference: Expr, runs: int) -> float:
    times = []
    for _ in range(runs):
        start = perf_counter()
        residue(difference)
        times.append(perf_counter() - start)
    return min(times)


@click.command()
@click.option("--runs", type=int, default=5)
def main(runs: int) -> None:
    """Nodes of the shared graph, and microseconds for each of them (the least of some runs)."""
    sys.setrecursionlimit(100_000)
    click.echo(f"{'depth':>6}{'nodes':>8}{'zero':>8}{'us/node':>10}")
    for depth in DEPTHS:
        difference = b.sub(chain(depth, False), chain(depth, True))
        nodes = sum(1 for _ in postorder(difference))
        each = seconds(difference, runs) / nodes * 1e6
        click.echo(f"{depth:>6}{nodes:>8}{residue(difference)!s:>8}{each:>10.2f}")


if __name__ == "__main__":
    main()
