"""Generated code against PyTorch's autograd: `python -m benchmarks.autograd --count 1000 --seed 1`.

Random formulas (`autograd_formulas`) of random non-square shapes 1–4. The gradient is derived, judged, and
written as NumPy and PyTorch code; the formula itself is written as PyTorch code and differentiated by
autograd. The three are compared; the seed of each is printed on failure. What was derived is kept for the
same formula.
"""

from __future__ import annotations

import argparse
import inspect
import random
from collections import Counter
from functools import lru_cache
from typing import Any

import numpy as np

from benchmarks.autograd_formulas import ALL_SHAPES, Drawn, formula
from derive.code import TARGETS, Task, source_of
from derive.errors import DeriveError
from derive.jupyter.library import library_of
from derive.records.verdict import Verdict
from derive.registry import Registry
from derive.results.array_gradient import array_derivation, array_task
from derive.results.code import gradient_code
from derive.results.own_gradient import OwnGradient, own_gradient

WORDS = ("equal", "differ", "refused", "proved", "undecided", "refuted", "conditional")


def values(rng: random.Random, torch: Any) -> tuple[dict[str, int], dict[str, Any]]:
    """Sizes 1 … 4, no two of m, n, p alike where it can be, and entries away from each other."""
    m, n, p, q = rng.sample((1, 2, 3, 4), 4)
    k = rng.randint(1, 4)
    sizes = {"m": m, "n": n, "p": p, "q": q, "K": k}
    sizes |= {"n+K-1": n + k - 1, "m+K-1": m + k - 1, "2*n+K": 2 * n + k}
    draw = torch.Generator().manual_seed(rng.randrange(2**31))
    found = {}
    for name, shape in ALL_SHAPES.items():
        axes = [sizes[s] for s in shape.split(",")] if shape else []
        found[name] = 0.3 + 0.6 * torch.randn(axes, generator=draw, dtype=torch.float64)
    return sizes, found


def run(source: str, sizes: dict[str, int], given: dict[str, Any], name: str = "gradient") -> Any:
    """The value of a generated function; `source` is what this project has written."""
    space: dict[str, Any] = {"math": __import__("math")}
    exec(compile(source, f"<{name}>", "exec"), space)
    wanted = inspect.signature(space[name]).parameters
    return space[name](**{n: given[n] if n in given else sizes[n] for n in wanted})


def not_judged(drawn: Drawn, registry: Registry) -> OwnGradient:
    """The gradient alone: a proof of a large random tree takes long, and values are what is compared."""
    task = array_task(drawn.text, drawn.wrt, registry.functions, shapes=drawn.shapes, syntax="plain")
    assert task is not None
    word = Verdict("undecided", reason="not judged")
    derivation, verdict, found = array_derivation(task, registry.functions, lambda statement, table: word)
    return OwnGradient(derivation, verdict, found.context, found.closed)


@lru_cache(maxsize=20_000)
def written(drawn: Drawn) -> tuple[str, str, str, str]:
    """The code of the formula in PyTorch, of its gradient in PyTorch and NumPy, and the verdict."""
    registry = library_of(())
    found = not_judged(drawn, registry) if "tree" in drawn.kind else own_gradient(
        drawn.text, drawn.wrt, registry, shapes=drawn.shapes, definitions=drawn.define
    )  # fmt: skip
    body = Task(found.derivation.start.args[0], (), found.context, name="value")
    value = source_of(body, TARGETS["torch"], registry.functions)
    in_torch, in_numpy = (gradient_code(found, registry, target) for target in ("torch", "numpy"))
    return value, in_torch, in_numpy, found.verdict.verdict


def compare(seed: int, torch: Any, points: int = 1) -> tuple[int, str]:
    """How many numbers were compared, and what differs ("" for nothing)."""
    drawn = formula(seed)
    value, in_torch, in_numpy, _ = written(drawn)
    rng, count = random.Random(seed), 0
    for _ in range(points):
        sizes, given = values(rng, torch)
        given[drawn.wrt].requires_grad_(True)
        loss = run(value, sizes, given, "value")
        (wanted,) = torch.autograd.grad(loss, given[drawn.wrt])
        plain = {n: each.detach() for n, each in given.items()}
        arrays = {n: each.numpy() for n, each in plain.items()}
        results = {
            in_torch: torch.as_tensor(run(in_torch, sizes, plain)).numpy(),
            in_numpy: np.asarray(run(in_numpy, sizes, arrays)),
        }
        for source, got in results.items():
            if got.shape != tuple(wanted.shape) or not np.allclose(got, wanted.numpy(), rtol=1e-7, atol=1e-8):
                return count, f"seed {seed}: {drawn}\n{source}\n{got}\nautograd: {wanted}"
            count += got.size
    return count, ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch = __import__("torch")
    tally: Counter[tuple[str, str]] = Counter()
    seen: dict[str, set[Drawn]] = {}
    numbers = 0
    for seed in range(options.seed, options.seed + options.count):
        drawn = formula(seed)
        seen.setdefault(drawn.kind, set()).add(drawn)
        try:
            compared, told = compare(seed, torch)
            word = "differ" if told else "equal"
            tally[drawn.kind, written(drawn)[-1]] += 1
        except DeriveError as error:
            compared, word, told = 0, "refused", f"seed {seed}: {drawn}: {error.message}"
        numbers += compared
        tally[drawn.kind, word] += 1
        if told and tally[drawn.kind, word] <= 20:
            print(told, flush=True)
        if (seed + 1 - options.seed) % 250 == 0 or seed + 1 == options.seed + options.count:
            print(f"{seed + 1 - options.seed} formulas from seed {options.seed}, {numbers} numbers compared")
            for kind, formulas in seen.items():
                words = ", ".join(f"{tally[kind, w]} {w}" for w in WORDS if tally[kind, w])
                print(f"  {kind:14} {words}; {len(formulas)} different ones", flush=True)


if __name__ == "__main__":
    main()
