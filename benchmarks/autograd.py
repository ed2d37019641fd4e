"""Generated code against PyTorch's autograd: `python -m benchmarks.autograd --count 1000 --seed 1`.

Random formulas (entries, sums, shifted places, whole arrays, functions with kinks) of random non-square
shapes 1–4. The gradient is derived and written as NumPy and PyTorch code; the formula itself is written as
PyTorch code and differentiated by autograd. The three are compared; the seed of each is printed on failure.
"""

from __future__ import annotations

import argparse
import inspect
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from derive.code import TARGETS, Task, source_of
from derive.errors import DeriveError
from derive.jupyter.library import library_of
from derive.results.code import gradient_code
from derive.results.own_gradient import own_gradient

SIZES = {"m": "x", "n": "y", "p": "z"}
SHAPES = {"A": "m,n", "B": "n,p", "C": "m,p", "x": "n", "y": "m", "z": "p", "v": "K", "s": "n+K-1", "c": ""}
ONE_ARGUMENT = ("exp", "tanh", "sigma", "sin", "relu", "abs", "softplus", "atan", "cos", "silu")
LOSSES = (
    "Sum(y[i]*{f}(Sum(A[i,j]*x[j], (j,1,n)) + c), (i,1,m))",
    "Sum(Sum({f}(A[i,j])*{g}(x[j])*y[i], (j,1,n)), (i,1,m))",
    "Sum(x[i]*{f}(Sum(v[k]*s[i+k-1], (k,1,K))), (i,1,n))",
    "log(Sum(exp({f}(x[i])), (i,1,n)))*{g}(c)",
    "Sum(max({f}(x[i]), c)*{g}(x[i]), (i,1,n))",
    "Sum({f}(y[i])/(2 + {g}(y[i])^2), (i,1,m))",
    "dot(y, {f}(A@x))",
    "norm({f}(A@B) - C, F)^2",
    "dot(y, {f}(A@{g}(x) + c*y))",
    "total(hadamard({f}(A), A)@B)",
    "dot(y, log(softmax(A@{f}(x))))",
    "dot(x, A.T@{f}(A@x))",
    "Sum({f}(x[i])*Sum({g}(x[j]), (j,1,i)), (i,1,n))",
    "Product(2 + {f}(x[i]), (i,1,n))*{g}(c)",
    "Sum(Sum(Sum(A[i,j]*B[j,k]*{f}(C[i,k]), (k,1,p)), (j,1,n)), (i,1,m))",
)


@dataclass(frozen=True)
class Drawn:
    text: str
    wrt: str
    shapes: tuple[str, ...]


def formula(seed: int) -> Drawn:
    """A random number-valued formula, and an array of it."""
    rng = random.Random(seed)
    pattern = rng.choice(LOSSES)
    # Bars around a whole array could be a norm, so abs is left to entries.
    known = [f for f in ONE_ARGUMENT if f != "abs" or not whole(pattern)]
    text = pattern.format(f=rng.choice(known), g=rng.choice(known))
    names = [n for n in SHAPES if n in letters_of(text)]
    arrays = [n for n in names if SHAPES[n]] if whole(text) else names
    return Drawn(text, rng.choice(arrays), tuple(f"{n}: {SHAPES[n]}" for n in names))


def whole(text: str) -> bool:
    """Whether whole arrays stand in the text."""
    return any(sign in text for sign in ("@", "norm", "total"))


def letters_of(text: str) -> set[str]:
    """The single letters that stand alone in the text."""
    return {c for k, c in enumerate(text) if c.isalpha() and _alone(text, k)}


def _alone(text: str, k: int) -> bool:
    around = text[max(k - 1, 0)] if k else " ", text[k + 1] if k + 1 < len(text) else " "
    return not any(a.isalpha() for a in around)


def values(rng: random.Random, torch: Any) -> tuple[dict[str, int], dict[str, Any]]:
    """Sizes 1 … 4, no two of m, n, p alike where it can be, and entries away from each other."""
    m, n, p = rng.sample((1, 2, 3, 4), 3)
    sizes = {"m": m, "n": n, "p": p, "K": rng.randint(1, 4)}
    sizes["n+K-1"] = n + sizes["K"] - 1
    draw = torch.Generator().manual_seed(rng.randrange(2**31))
    found = {}
    for name, shape in SHAPES.items():
        axes = [sizes[s] for s in shape.split(",")] if shape else []
        found[name] = 0.3 + 0.6 * torch.randn(axes, generator=draw, dtype=torch.float64)
    return sizes, found


def run(source: str, sizes: dict[str, int], given: dict[str, Any], name: str = "gradient") -> Any:
    """The value of a generated function; `source` is what this project has written."""
    space: dict[str, Any] = {"math": __import__("math")}
    exec(compile(source, f"<{name}>", "exec"), space)
    wanted = inspect.signature(space[name]).parameters
    return space[name](**{n: given[n] if n in given else sizes[n] for n in wanted})


def compare(seed: int, torch: Any, points: int = 2) -> tuple[int, str]:
    """How many numbers were compared, and what differs ("" for nothing)."""
    registry = library_of(())
    drawn = formula(seed)
    found = own_gradient(drawn.text, drawn.wrt, registry, shapes=drawn.shapes)
    sources = {t: gradient_code(found, registry, t) for t in TARGETS}
    body = Task(found.derivation.start.args[0], (), found.context, name="value")
    value = source_of(body, TARGETS["torch"], registry.functions)
    rng, count = random.Random(seed), 0
    for _ in range(points):
        sizes, given = values(rng, torch)
        for each in given.values():
            each.requires_grad_(True)
        loss = run(value, sizes, given, "value")
        (wanted,) = torch.autograd.grad(loss, given[drawn.wrt])
        plain = {n: each.detach() for n, each in given.items()}
        arrays = {n: each.numpy() for n, each in plain.items()}
        results = {
            "torch": torch.as_tensor(run(sources["torch"], sizes, plain)).numpy(),
            "numpy": np.asarray(run(sources["numpy"], sizes, arrays)),
        }
        for target, got in results.items():
            if got.shape != tuple(wanted.shape) or not np.allclose(got, wanted.numpy(), rtol=1e-8, atol=1e-8):
                return count, f"seed {seed}, {target}: {drawn}\n{sources[target]}\n{got}\nautograd: {wanted}"
            count += got.size
    return count, ""


def outcomes(count: int, seed: int, torch: Any) -> Iterator[tuple[int, str, str]]:
    for k in range(seed, seed + count):
        try:
            yield (*compare(k, torch), "")
        except DeriveError as error:
            yield 0, "", f"seed {k}: {formula(k)}: {error.message}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch = __import__("torch")
    numbers = wrong = refused = 0
    for compared, difference, refusal in outcomes(options.count, options.seed, torch):
        numbers += compared
        wrong += bool(difference)
        refused += bool(refusal)
        if difference or refusal:
            print(difference or refusal, flush=True)
    print(
        f"{options.count} formulas from seed {options.seed}: {numbers} numbers equal, "
        f"{wrong} formulas differ, {refused} were refused"
    )


if __name__ == "__main__":
    main()
