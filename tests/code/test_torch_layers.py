"""The library's layers, activations and losses beside torch.nn.functional: the generated gradient code."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.autograd import run
from derive.derivations import derive_gradient
from derive.registry import load_registry
from derive.results.code import derivation_code, gradient_code
from derive.results.own_gradient import own_gradient

torch = pytest.importorskip("torch", reason="the extra `torch` is not installed")
F = torch.nn.functional
REGISTRY = load_registry()
SEEDS = range(5)
Values = dict[str, Any]


def numbers(*shape: int) -> Any:
    return torch.randn(shape, dtype=torch.float64)


def windows(size: int, kernel: int, stride: int, dilation: int) -> int:
    return (size - (kernel - 1) * dilation - 1) // stride + 1


def strided(r: random.Random) -> tuple[dict[str, int], Values]:
    sizes = {"K": r.randint(1, 3), "S": r.randint(1, 3), "Q": r.randint(1, 2), "P": r.randint(0, 2)}
    sizes["N"] = r.randint((sizes["K"] - 1) * sizes["Q"] + 1, 9)
    sizes["T"] = windows(sizes["N"] + 2 * sizes["P"], sizes["K"], sizes["S"], sizes["Q"])
    return sizes, {
        "x": numbers(sizes["N"]),
        "v": numbers(sizes["K"]),
        "b": numbers(),
        "g": numbers(sizes["T"]),
    }


def strided_loss(s: dict[str, int], z: Values) -> Any:
    y = F.conv1d(
        z["x"][None, None], z["v"][None, None], z["b"][None], stride=s["S"], padding=s["P"], dilation=s["Q"]
    )
    return (y[0, 0] * z["g"]).sum()


def transposed(r: random.Random) -> tuple[dict[str, int], Values]:
    sizes = {"K": r.randint(1, 4), "S": r.randint(1, 3), "P": 0, "N": r.randint(1, 4)}
    sizes["T"] = (sizes["N"] - 1) * sizes["S"] + sizes["K"]
    return sizes, {
        "x": numbers(sizes["N"]),
        "v": numbers(sizes["K"]),
        "b": numbers(),
        "g": numbers(sizes["T"]),
    }


def transposed_loss(s: dict[str, int], z: Values) -> Any:
    y = F.conv_transpose1d(z["x"][None, None], z["v"][None, None], z["b"][None], stride=s["S"])
    return (y[0, 0] * z["g"]).sum()


def grouped(r: random.Random) -> tuple[dict[str, int], Values]:
    s = {n: r.randint(1, 3) for n in "GCFTK"}
    x, v = numbers(s["G"], s["C"], s["T"] + s["K"] - 1), numbers(s["G"], s["F"], s["C"], s["K"])
    return s, {"x": x, "v": v, "b": numbers(s["G"], s["F"]), "g": numbers(s["G"], s["F"], s["T"])}


def grouped_loss(s: dict[str, int], z: Values) -> Any:
    y = F.conv1d(
        z["x"].reshape(1, -1, z["x"].shape[2]), z["v"].flatten(0, 1), z["b"].flatten(), groups=s["G"]
    )
    return (y.reshape(z["g"].shape) * z["g"]).sum()


def planar(r: random.Random) -> tuple[dict[str, int], Values]:
    s = {n: r.randint(1, 3) for n in "CFHWKM"}
    x = numbers(s["C"], s["H"] + s["K"] - 1, s["W"] + s["M"] - 1)
    return s, {
        "x": x,
        "v": numbers(s["F"], s["C"], s["K"], s["M"]),
        "b": numbers(s["F"]),
        "g": numbers(s["F"], s["H"], s["W"]),
    }


def planar_loss(s: dict[str, int], z: Values) -> Any:
    return (F.conv2d(z["x"][None], z["v"], z["b"])[0] * z["g"]).sum()


def pooled(r: random.Random) -> tuple[dict[str, int], Values]:
    s = {n: r.randint(1, 4) for n in "TKS"}
    return s, {"x": numbers((s["T"] - 1) * s["S"] + s["K"]), "g": numbers(s["T"])}


def pooled_loss(s: dict[str, int], z: Values) -> Any:
    return (F.avg_pool1d(z["x"][None, None], s["K"], s["S"])[0, 0] * z["g"]).sum()


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


LAYERS: list[tuple[str, str, Callable[..., Any], Callable[..., Any]]] = [
    ("convolution-strided.grad-input", "x", strided, strided_loss),
    ("convolution-strided.grad-kernel", "v", strided, strided_loss),
    ("convolution-strided.grad-bias", "b", strided, strided_loss),
    ("transposed-convolution.grad-input", "x", transposed, transposed_loss),
    ("transposed-convolution.grad-kernel", "v", transposed, transposed_loss),
    ("convolution-grouped.grad-input", "x", grouped, grouped_loss),
    ("convolution-grouped.grad-kernel", "v", grouped, grouped_loss),
    ("convolution2d.grad-input", "x", planar, planar_loss),
    ("convolution2d.grad-kernel", "v", planar, planar_loss),
    ("convolution2d.grad-bias", "b", planar, planar_loss),
    ("average-pooling.grad-input", "x", pooled, pooled_loss),
    ("batch-norm.grad-input", "x", normed, batch_norm_loss),
    ("batch-norm.grad-scale", "gamma", normed, batch_norm_loss),
    ("layer-norm.grad-input", "x", normed, layer_norm_loss),
    ("layer-norm.grad-scale", "gamma", normed, layer_norm_loss),
    ("rms-norm.grad-input", "x", normed, rms_norm_loss),
    ("rms-norm.grad-scale", "gamma", normed, rms_norm_loss),
]


def documented_code(id_: str, target: str = "torch") -> str:
    claim = REGISTRY.claim(id_)
    derivation = derive_gradient(claim.target, claim.context, REGISTRY.functions)
    return derivation_code(derivation, claim.context, REGISTRY.functions, target)


@pytest.mark.parametrize(("id_", "by", "draw", "loss"), LAYERS, ids=[row[0] for row in LAYERS])
def test_a_layer_has_the_gradient_of_torch(
    id_: str, by: str, draw: Callable[..., Any], loss: Callable[..., Any]
) -> None:
    source = documented_code(id_)
    for seed in SEEDS:
        torch.manual_seed(seed)
        sizes, values = draw(random.Random(seed))
        values[by].requires_grad_(True)
        (wanted,) = torch.autograd.grad(loss(sizes, values), values[by])
        got = torch.as_tensor(run(source, sizes, {n: v.detach() for n, v in values.items()}))
        assert torch.allclose(got.reshape(wanted.shape), wanted, rtol=1e-9, atol=1e-9), f"{id_}, seed {seed}"


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
