"""Documented gradients as code beside PyTorch's autograd, at random sizes."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from benchmarks.autograd import run
from derive.derivations import derive_gradient
from derive.registry import Registry
from derive.results.code import derivation_code

SEEDS = range(12)
Values = dict[str, Any]
Draw = Callable[[random.Random], tuple[dict[str, int], Values]]
Loss = Callable[[dict[str, int], Values], Any]


def documented_code(id_: str, registry: Registry, target: str) -> str:
    claim = registry.claim(id_)
    derivation = derive_gradient(claim.target, claim.context, registry.functions)
    return derivation_code(derivation, claim.context, registry.functions, target)


def assert_gradient_of_torch(
    id_: str, by: str, draw: Draw, loss: Loss, registry: Registry, torch: Any
) -> None:
    """The NumPy and the PyTorch code of a claim against autograd, one drawing for each seed."""
    in_torch, in_numpy = (documented_code(id_, registry, target) for target in ("torch", "numpy"))
    for seed in SEEDS:
        torch.manual_seed(seed)
        sizes, values = draw(random.Random(seed))
        values[by].requires_grad_(True)
        (wanted,) = torch.autograd.grad(loss(sizes, values), values[by])
        plain = {n: v.detach() for n, v in values.items()}
        for source, given in ((in_torch, plain), (in_numpy, {n: v.numpy() for n, v in plain.items()})):
            got = torch.as_tensor(run(source, sizes, given)).reshape(wanted.shape)
            assert torch.allclose(got, wanted, rtol=1e-9, atol=1e-9), f"{id_}, seed {seed}\n{source}"
