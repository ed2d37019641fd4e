"""Back-propagation through time by the library's models, beside torch.nn.RNN, LSTM and GRU and autograd.

The generated code of ∂E/∂h_t and ∂E/∂c_t is run from the last step to the first; the gradients by the weights
are sums over time of what it gives. The seed of a comparison is in the name of its test.
"""

from __future__ import annotations

import random
from functools import lru_cache
from typing import Any

import pytest

from benchmarks.autograd import run
from derive.code.terms import identifier
from derive.derivations import derive_gradient
from derive.expressions.build import deriv, sym
from derive.registry import load_registry
from derive.results.code import derivation_code
from derive.results.own_gradient import letter_of

torch = pytest.importorskip("torch", reason="the extra `torch` is not installed")
REGISTRY = load_registry()
SEEDS = range(4)
Values = dict[str, Any]
MODULES = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}
GATES = {"rnn": ("",), "lstm": ("i", "f", "g", "o"), "gru": ("r", "z", "n")}  # PyTorch's order of the rows
DIRECT = {"rnn": "g", "lstm": "d", "gru": "g"}  # the gradient of the loss by h_t, directly
BIASED = {"rnn": True, "lstm": True, "gru": False}


@lru_cache(maxsize=64)
def code(model: str, by: str, target: str) -> str:
    """The code of ∂E/∂by, all entries of it."""
    letter, context = letter_of(by, REGISTRY.model(model).context, sym("E"), REGISTRY, "plain")
    derivation = derive_gradient(deriv(sym("E"), letter), context, REGISTRY.functions)
    return derivation_code(derivation, context, REGISTRY.functions, target)


def gradient(model: str, by: str, values: Values, target: str) -> Any:
    given = {n: v.numpy() if target == "numpy" else v for n, v in values.items()}
    return torch.as_tensor(run(code(model, by, target), {}, given))


def by_letter(model: str, **blocks: Any) -> dict[str, Any]:
    """PyTorch's stacked rows by the letters of the model."""
    gates = GATES[model]
    return {
        f"{kind}^{{({gate})}}" if gate else kind: part
        for kind, block in blocks.items()
        for gate, part in zip(gates, block.chunk(len(gates)), strict=True)
    }


def adjoints(model: str, values: Values, target: str) -> None:
    """λ_t = ∂E/∂h_t and μ_t = ∂E/∂c_t into the values, from the last t to the first."""
    for letter in ("lambda_", "mu"):
        values[letter] = torch.zeros_like(values["h"])
    for t in reversed(range(len(values["h"]))):
        values["lambda_"][t] = gradient(model, "h", values, target)[t]
        if "c" in values:
            values["mu"][t] = gradient(model, "c", values, target)[t]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("target", ["numpy", "torch"])
@pytest.mark.parametrize("model", list(MODULES))
def test_the_gradients_through_time(model: str, target: str, seed: int) -> None:
    torch.manual_seed(seed)
    rng = random.Random(seed)
    steps, hidden, inputs = rng.randint(1, 4), rng.randint(1, 3), rng.randint(1, 4)
    module = MODULES[model](inputs, hidden, bias=BIASED[model], dtype=torch.float64)
    if BIASED[model]:  # one of PyTorch's two biases is enough
        torch.nn.init.zeros_(module.bias_hh_l0)
    x = torch.randn(steps, inputs, dtype=torch.float64)
    direct = torch.randn(steps + 1, hidden, dtype=torch.float64)
    start = [
        torch.randn(1, hidden, dtype=torch.float64, requires_grad=True) for _ in range(1 + (model == "lstm"))
    ]
    states = [start]
    for t in range(steps):
        state = states[-1] if model == "lstm" else states[-1][0]
        _, state = module(x[t : t + 1], tuple(state) if model == "lstm" else state)
        states.append(list(state) if model == "lstm" else [state])
    loss = sum((direct[t] * state[0]).sum() for t, state in enumerate(states))
    blocks = {"W": module.weight_ih_l0, "U": module.weight_hh_l0}
    if BIASED[model]:
        blocks["b"] = module.bias_ih_l0
    named = by_letter(model, **{kind: block.detach() for kind, block in blocks.items()})
    values = {identifier(n): part for n, part in named.items()}
    values |= {"x": x, "h": torch.cat([s[0] for s in states]).detach(), DIRECT[model]: direct}
    if model == "lstm":
        values["c"] = torch.cat([s[1] for s in states]).detach()
    adjoints(model, values, target)
    loss.backward()
    wanted = by_letter(model, **{kind: block.grad for kind, block in blocks.items()})
    for name, part in wanted.items():
        found = gradient(model, name, values, target)
        assert torch.allclose(found, part, rtol=1e-9, atol=1e-11), f"{model}, {name}, seed {seed}"
    for letter, first in zip(("lambda_", "mu"), start, strict=False):
        assert torch.allclose(values[letter][:1], first.grad, rtol=1e-9, atol=1e-11), f"{letter}, seed {seed}"
