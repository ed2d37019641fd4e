"""Generated code against PyTorch's autograd on random formulas and shapes; skipped without PyTorch."""

from __future__ import annotations

import pytest

from benchmarks import autograd

torch = pytest.importorskip("torch", reason="the extra `torch` is not installed")
SEEDS = range(100, 220)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_code_is_what_autograd_computes(seed: int) -> None:
    compared, difference = autograd.compare(seed, torch, points=2)
    assert not difference, difference
    assert compared
