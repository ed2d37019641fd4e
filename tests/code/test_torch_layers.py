"""Normalisations, activations and losses beside torch.nn.functional: the generated gradient code."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.autograd import run
from derive.registry import load_registry
from derive.results.code import gradient_code
from derive.results.own_gradient import own_gradient
from tests.code.torch_gradients import SEEDS, Draw, Loss, Values, assert_gradient_of_torch

torch = pytest.importorskip("torch", reason="the extra `torch` is not installed")
F = torch.nn.functional
REGISTRY = load_registry()


def numbers(*shape: int) -> Any:
    return torch.randn(shape, dtype=torch.float64)


def normed(r: random.Random) -> tuple[dict[str, int], Values]:
    s = {"N": r.randint(2, 4), "C": r.randint(2, 4)}
    z = {
        "x": numbers(s["N"], s["C"]),
        "g": numbers(s["N"], s["C"]),
        "epsilon": torch.tensor(0.01, dtype=torch.float64),
    }
    return s, {**z, "gamma": numbers(s["C"]), "beta": numbers(s["C"])}


def batch_norm_loss(s: dict[str, int], z: Values) -> Any:
    y = F.batch_norm(z["x"], None, None, z["gamma"], z["beta"], training=True, eps=0.01)
    return (y * z["g"]).sum()


def layer_norm_loss(s: dict[str, int], z: Values) -> Any:
    return (F.layer_norm(z["x"], (s["C"],), z["gamma"], z["beta"], 0.01) * z["g"]).sum()


def rms_norm_loss(s: dict[str, int], z: Values) -> Any:
    return (F.rms_norm(z["x"], (s["C"],), z["gamma"], 0.01) * z["g"]).sum()


LAYERS: list[tuple[str, str, Draw, Loss]] = [
    ("batch-norm.grad-input", "x", normed, batch_norm_loss),
    ("batch-norm.grad-scale", "gamma", normed, batch_norm_loss),
    ("layer-norm.grad-input", "x", normed, layer_norm_loss),
    ("layer-norm.grad-scale", "gamma", normed, layer_norm_loss),
    ("rms-norm.grad-input", "x", normed, rms_norm_loss),
    ("rms-norm.grad-scale", "gamma", normed, rms_norm_loss),
]


@pytest.mark.parametrize(("id_", "by", "draw", "loss"), LAYERS, ids=[row[0] for row in LAYERS])
def test_a_layer_has_the_gradient_of_torch(id_: str, by: str, draw: Draw, loss: Loss) -> None:
    assert_gradient_of_torch(id_, by, draw, loss, REGISTRY, torch)


ACTIVATIONS: list[tuple[str, Callable[[Any], Any]]] = [
    ("sigma(x)", torch.sigmoid),
    ("tanh(x)", torch.tanh),
    ("relu(x)", F.relu),
    ("silu(x)", F.silu),
    ("gelu(x)", F.gelu),
    ("mish(x)", F.mish),
    ("elu(x, 1)", F.elu),
    ("elu(x, 1/2)", lambda x: F.elu(x, 0.5)),
    ("leaky_relu(x, 1/100)", F.leaky_relu),
    ("softplus(x)", F.softplus),
    ("softsign(x)", F.softsign),
    ("logsigmoid(x)", F.logsigmoid),
    ("hardtanh(x)", F.hardtanh),
    ("hardsigmoid(x)", F.hardsigmoid),
    ("relu6(x)", F.relu6),
    ("tanhshrink(x)", F.tanhshrink),
]


@pytest.mark.parametrize(("text", "function"), ACTIVATIONS, ids=[row[0] for row in ACTIVATIONS])
def test_an_activation_has_the_slope_of_torch(text: str, function: Callable[[Any], Any]) -> None:
    source = gradient_code(own_gradient(text, "x", REGISTRY), REGISTRY, "torch")
    torch.manual_seed(7)
    for each in 3 * numbers(60):
        x = each.clone().requires_grad_(True)
        (wanted,) = torch.autograd.grad(function(x), x)
        assert abs(float(run(source, {}, {"x": each})) - float(wanted)) < 1e-9, f"{text} at {float(each)}"


LOSSES: list[tuple[str, str, dict[str, str], Callable[..., Any]]] = [
    ("-Sum(y[i]*log_softmax(z)[i], (i,1,n))", "z", {"z": "n", "y": "n"}, lambda z, y: F.cross_entropy(z, y)),
    (
        "Sum(softplus(z[i]) - y[i]*z[i], (i,1,n))", "z", {"z": "n", "y": "n"},
        lambda z, y: F.binary_cross_entropy_with_logits(z, y, reduction="sum"),
    ),
    ("Sum((z[i] - y[i])^2, (i,1,n))/n", "z", {"z": "n", "y": "n"}, F.mse_loss),
    ("Sum(abs(z[i] - y[i]), (i,1,n))/n", "z", {"z": "n", "y": "n"}, F.l1_loss),
    ("dot(y, softmax(z))", "z", {"z": "n", "y": "n"}, lambda z, y: (F.softmax(z, 0) * y).sum()),
    ("dot(y, log_softmax(z))", "z", {"z": "n", "y": "n"}, lambda z, y: (F.log_softmax(z, 0) * y).sum()),
    ("logsumexp(z)*y[1]", "z", {"z": "n", "y": "n"}, lambda z, y: torch.logsumexp(z, 0) * y[0]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "by", "shapes", "loss"), LOSSES, ids=[row[0] for row in LOSSES])
def test_a_loss_has_the_gradient_of_torch(
    text: str, by: str, shapes: dict[str, str], loss: Callable[..., Any]
) -> None:
    told = tuple(f"{n}: {s}" for n, s in shapes.items())
    source = gradient_code(own_gradient(text, by, REGISTRY, shapes=told), REGISTRY, "torch")
    for seed in SEEDS:
        torch.manual_seed(seed)
        n = 1 + seed % 4
        z, y = numbers(n), torch.softmax(numbers(n), 0)
        (wanted,) = torch.autograd.grad(loss(z.requires_grad_(True), y), z)
        got = torch.as_tensor(run(source, {"n": n}, {"z": z.detach(), "y": y}))
        assert torch.allclose(got, wanted, rtol=1e-9, atol=1e-9), f"{text}, seed {seed}"
