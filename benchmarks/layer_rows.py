"""The rows on sizes and counts, derived by `derive layer`: `array_rows` judges them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from click.testing import CliRunner

from derive.cli.main import cli
from derive.errors import DeriveError

Row = dict[str, Any]
Sides = tuple[str, str, dict[str, str], list[str], list[str]]  # left, right, shapes, definitions, assumptions
LETTERS = {"op": "q", "kh": "E", "kw": "L", "ceiling": "ceil"}


class Unread(DeriveError):
    """A row that has no respelling here."""


WINDOW = "kernel=k, stride=s, padding=p, dilation=d"
PLAIN = "kernel=k, stride=s, padding=p"
SIZES = {
    "Conv2d": ("conv2d", f"input=CxHxH, filters=O, {WINDOW}"),
    "ConvTranspose1d": ("transposed-conv1d", f"input=CxH, {WINDOW}, extra=q"),
    "MaxPool2d": ("pool2d", f"input=CxHxH, {WINDOW}"),
    "MaxPool3d": ("MaxPool3d", f"input=CxHxHxH, {WINDOW}"),
    "MaxPool1d ceil_mode, last window outside": ("pool1d", f"input=CxH, {WINDOW}, ceil_mode=True"),
    "MaxUnpool2d": ("MaxUnpool2d", f"input=CxHxH, {PLAIN}"),
    "AvgPool2d": ("pool2d", f"input=CxHxH, {PLAIN}"),
    "Upsample": ("upsample", "input=CxHxH, factor=f"),
    "TensorFlow VALID padding": ("conv1d", "input=CxH, kernel=k, stride=s, padding=0"),
    "ResNet-152 first layer spatial size": ("conv2d", f"input=CxHxH, filters=O, {PLAIN}"),
}
COUNTS = {
    "Conv2d weights only (bias=False)": ("conv2d", "input=CxHxW, filters=O, kernel=ExL", "bias"),
    "Conv1d parameters": ("conv1d", "input=CxH, filters=O, kernel=k", ""),
    "Conv3d parameters": ("conv3d", "input=CxTxHxW, filters=O, kernel=k", ""),
    "Linear parameters": ("linear", "inputs=n, out=m", ""),
    "Bilinear parameters": ("bilinear", "first=a, second=b, nodes=m", ""),
    "BatchNorm parameters": ("batchnorm", "input=CxHxW", ""),
    "Keras LSTM parameters (single bias)": ("lstm", "inputs=I, hidden=H", "bias_hh"),
    "BatchNorm over 64 features": ("batchnorm", "input=CxHxW", ""),
    "Keras conv layer": ("conv2d", "input=CxHxW, filters=O, kernel=k", ""),
    "Dense 514 -> 257": ("linear", "inputs=n, out=m", ""),
}


def densenet(counts: tuple[int, ...], growth: int) -> str:
    """Huang, Liu, van der Maaten and Weinberger (2017), table 1."""
    one = f"batchnorm; relu; conv2d filters={4 * growth} kernel=1 without bias; "
    one += f"batchnorm; relu; conv2d filters={growth} kernel=3 padding=1 without bias"
    layers = ["conv2d filters=64 kernel=7 stride=2 padding=3 without bias; batchnorm; relu"]
    layers.append("pool2d kernel=3 stride=2 padding=1")
    channels = 64
    for place, count in enumerate(counts):
        layers += [f"concat [ | {one}]"] * count
        channels = (channels + growth * count) // 2
        if place < len(counts) - 1:
            layers.append(
                f"batchnorm; relu; conv2d filters={channels} kernel=1 without bias; pool2d kernel=2"
            )
    return "; ".join([*layers, "batchnorm; relu; global-pool2d; linear nodes=1000"])


NETWORKS = {"densenet121 total parameters (number only)": densenet((6, 12, 24, 16), 32)}


def of_networks(row: Row) -> Iterator[Sides]:
    """A network for images of 3 × 224 × 224, its parameters counted."""
    layers = NETWORKS[row["function_plain"]]
    told = CliRunner().invoke(cli, ["layer", "network", "--layers", layers, "--in", "3x224x224", "--json"])
    if told.exit_code:
        raise Unread(str(told.exception or told.output)[:100])
    yield str(json.loads(told.stdout)["counts"]["parameters"]), row["claimed_plain"], {}, [], []


def of_layers(row: Row) -> Iterator[Sides]:
    name, table = row["function_plain"], SIZES if row["topic"] == "shape" else COUNTS
    if name in NETWORKS:
        yield from of_networks(row)
        return
    if name not in table:
        raise Unread(f"no layer is called {name!r}")
    kind, given, *without = table[name]
    told = CliRunner().invoke(
        cli,
        [
            "layer",
            kind,
            "--in",
            given,
            "--json",
            *(["--without", without[0]] if without and without[0] else []),
        ],
    )
    if told.exit_code:
        raise Unread(str(told.exception or told.output)[:100])
    data = json.loads(told.stdout)
    derived = data["output"][1] if row["topic"] == "shape" else data["counts"]["parameters"]
    claim = re.sub(r"\b[A-Za-z]\w*\b", lambda m: LETTERS.get(m.group(0), m.group(0)), row["claimed_plain"])
    letters = sorted(set(re.findall(r"\b[A-Za-z]+\b", derived + " " + claim)) - {"floor", "ceil", "min"})
    assumed = [f"{n} >= {0 if n in ('p', 'q') else 1}" for n in letters]
    shapes = dict.fromkeys(letters, "integer")
    yield derived, claim, shapes, [], assumed
