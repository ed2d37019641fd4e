"""Convolutions, transposed ones and poolings beside torch.nn.functional: the generated gradient code."""

from __future__ import annotations

import random
from typing import Any

import pytest

from derive.registry import load_registry
from tests.code.torch_gradients import Draw, Loss, Values, assert_gradient_of_torch

torch = pytest.importorskip("torch", reason="the extra `torch` is not installed")
F = torch.nn.functional
REGISTRY = load_registry()


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


def lengthened(r: random.Random, size: int, kernel: int, s: dict[str, int], names: str) -> int:
    """The output of a transposed convolution: stride, padding, dilation drawn, an output padding added."""
    stride, padding, dilation = (s[n] for n in names)
    extra = r.randint(0, max(stride, dilation) - 1)
    length = (size - 1) * stride - 2 * padding + dilation * (kernel - 1) + extra + 1
    if length >= 1:
        return length
    s[names[1]] = 0
    return length + 2 * padding


def transposed(r: random.Random) -> tuple[dict[str, int], Values]:
    sizes = {"K": r.randint(1, 4), "S": r.randint(1, 3), "P": r.randint(0, 2), "N": r.randint(1, 4)}
    sizes["Q"] = r.randint(1, 3)
    sizes["T"] = lengthened(r, sizes["N"], sizes["K"], sizes, "SPQ")
    return sizes, {
        "x": numbers(sizes["N"]),
        "v": numbers(sizes["K"]),
        "b": numbers(),
        "g": numbers(sizes["T"]),
    }


def transposed_loss(s: dict[str, int], z: Values) -> Any:
    y = F.conv_transpose1d(
        z["x"][None, None], z["v"][None, None], z["b"][None],
        stride=s["S"], padding=s["P"], dilation=s["Q"], output_padding=added(s, "NKSPQT"),
    )  # fmt: skip
    return (y[0, 0] * z["g"]).sum()


def added(s: dict[str, int], names: str) -> int:
    """The output padding with which the output has its length."""
    size, kernel, stride, padding, dilation, length = (s[n] for n in names)
    return length - ((size - 1) * stride - 2 * padding + dilation * (kernel - 1) + 1)


def transposed_groups(r: random.Random) -> tuple[dict[str, int], Values]:
    s, _ = transposed(r)
    s |= {n: r.randint(1, 3) for n in "GCF"}
    return s, {
        "x": numbers(s["G"], s["C"], s["N"]),
        "v": numbers(s["G"], s["C"], s["F"], s["K"]),
        "b": numbers(s["G"], s["F"]),
        "g": numbers(s["G"], s["F"], s["T"]),
    }


def transposed_groups_loss(s: dict[str, int], z: Values) -> Any:
    y = F.conv_transpose1d(
        z["x"].flatten(0, 1)[None], z["v"].flatten(0, 1), z["b"].flatten(), groups=s["G"],
        stride=s["S"], padding=s["P"], dilation=s["Q"], output_padding=added(s, "NKSPQT"),
    )  # fmt: skip
    return (y[0].reshape(z["g"].shape) * z["g"]).sum()


def planes(r: random.Random) -> dict[str, int]:
    s = {n: r.randint(1, 3) for n in "CFKMSRDE"}
    return s | {"P": r.randint(0, 2), "O": r.randint(0, 2)}


def transposed_plane(r: random.Random) -> tuple[dict[str, int], Values]:
    s = planes(r) | {"H": r.randint(1, 4), "W": r.randint(1, 4)}
    s["U"] = lengthened(r, s["H"], s["K"], s, "SPD")
    s["V"] = lengthened(r, s["W"], s["M"], s, "ROE")
    return s, {
        "x": numbers(s["C"], s["H"], s["W"]),
        "v": numbers(s["C"], s["F"], s["K"], s["M"]),
        "b": numbers(s["F"]),
        "g": numbers(s["F"], s["U"], s["V"]),
    }


def transposed_plane_loss(s: dict[str, int], z: Values) -> Any:
    y = F.conv_transpose2d(
        z["x"][None], z["v"], z["b"], stride=(s["S"], s["R"]), padding=(s["P"], s["O"]),
        dilation=(s["D"], s["E"]), output_padding=(added(s, "HKSPDU"), added(s, "WMROEV")),
    )  # fmt: skip
    return (y[0] * z["g"]).sum()


def strided_plane(r: random.Random) -> tuple[dict[str, int], Values]:
    s = planes(r)
    s["H"], s["W"] = (r.randint((s[k] - 1) * s[d] + 1, 8) for k, d in ("KD", "ME"))
    s["U"] = windows(s["H"] + 2 * s["P"], s["K"], s["S"], s["D"])
    s["V"] = windows(s["W"] + 2 * s["O"], s["M"], s["R"], s["E"])
    return s, {
        "x": numbers(s["C"], s["H"], s["W"]),
        "v": numbers(s["F"], s["C"], s["K"], s["M"]),
        "b": numbers(s["F"]),
        "g": numbers(s["F"], s["U"], s["V"]),
    }


def strided_plane_loss(s: dict[str, int], z: Values) -> Any:
    y = F.conv2d(
        z["x"][None], z["v"], z["b"], stride=(s["S"], s["R"]), padding=(s["P"], s["O"]),
        dilation=(s["D"], s["E"]),
    )  # fmt: skip
    return (y[0] * z["g"]).sum()


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


def pooled_padded(r: random.Random) -> tuple[dict[str, int], Values]:
    s = {"K": r.randint(1, 5), "S": r.randint(1, 3), "N": r.randint(5, 9)}
    s["P"] = r.randint(0, s["K"] // 2)
    s["T"] = windows(s["N"] + 2 * s["P"], s["K"], s["S"], 1)
    return s, {"x": numbers(s["N"]), "g": numbers(s["T"])}


def pooled_padded_loss(s: dict[str, int], z: Values) -> Any:
    return (F.avg_pool1d(z["x"][None, None], s["K"], s["S"], s["P"])[0, 0] * z["g"]).sum()


def largest(r: random.Random) -> tuple[dict[str, int], Values]:
    """The places of the largest entries as PyTorch tells them; every other seed of an image, row by row."""
    k, stride, dilation = r.randint(1, 3), r.randint(1, 3), r.randint(1, 2)
    s = {"K": k, "S": stride, "P": r.randint(0, k // 2), "D": dilation, "H": r.choice((0, 5, 7)), "W": 6}
    x = numbers(max(s["H"], 1) * s["W"])
    y, at = F.max_pool2d(image(s, x), *window(s), return_indices=True)
    return s | {"N": len(x)}, {"x": x, "a": at.flatten() + 1, "g": numbers(y.numel())}


def image(s: dict[str, int], x: Any) -> Any:
    return x.reshape(1, 1, max(s["H"], 1), s["W"])


def window(s: dict[str, int]) -> list[tuple[int, int]]:
    """Kernel, stride, padding, dilation; a vector has one row."""
    plain = (1, 1, 0, 1)
    return [(s[n] if s["H"] else one, s[n]) for n, one in zip("KSPD", plain, strict=True)]


def largest_loss(s: dict[str, int], z: Values) -> Any:
    return (F.max_pool2d(image(s, z["x"]), *window(s)).flatten() * z["g"]).sum()


LAYERS: list[tuple[str, str, Draw, Loss]] = [
    ("convolution-strided.grad-input", "x", strided, strided_loss),
    ("convolution-strided.grad-kernel", "v", strided, strided_loss),
    ("convolution-strided.grad-bias", "b", strided, strided_loss),
    ("transposed-convolution.grad-input", "x", transposed, transposed_loss),
    ("transposed-convolution.grad-kernel", "v", transposed, transposed_loss),
    ("transposed-convolution.grad-bias", "b", transposed, transposed_loss),
    ("transposed-convolution-grouped.grad-input", "x", transposed_groups, transposed_groups_loss),
    ("transposed-convolution-grouped.grad-kernel", "v", transposed_groups, transposed_groups_loss),
    ("transposed-convolution-grouped.grad-bias", "b", transposed_groups, transposed_groups_loss),
    ("transposed-convolution2d.grad-input", "x", transposed_plane, transposed_plane_loss),
    ("transposed-convolution2d.grad-kernel", "v", transposed_plane, transposed_plane_loss),
    ("transposed-convolution2d.grad-bias", "b", transposed_plane, transposed_plane_loss),
    ("convolution2d-strided.grad-input", "x", strided_plane, strided_plane_loss),
    ("convolution2d-strided.grad-kernel", "v", strided_plane, strided_plane_loss),
    ("convolution2d-strided.grad-bias", "b", strided_plane, strided_plane_loss),
    ("convolution-grouped.grad-input", "x", grouped, grouped_loss),
    ("convolution-grouped.grad-kernel", "v", grouped, grouped_loss),
    ("convolution2d.grad-input", "x", planar, planar_loss),
    ("convolution2d.grad-kernel", "v", planar, planar_loss),
    ("convolution2d.grad-bias", "b", planar, planar_loss),
    ("average-pooling.grad-input", "x", pooled, pooled_loss),
    ("average-pooling-padded.grad-input", "x", pooled_padded, pooled_padded_loss),
    ("max-pooling-windows.grad-input", "x", largest, largest_loss),
]


@pytest.mark.parametrize(("id_", "by", "draw", "loss"), LAYERS, ids=[row[0] for row in LAYERS])
def test_a_layer_has_the_gradient_of_torch(id_: str, by: str, draw: Draw, loss: Loss) -> None:
    assert_gradient_of_torch(id_, by, draw, loss, REGISTRY, torch)
