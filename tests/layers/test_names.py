"""Layers and settings by the names that PyTorch, Keras and people use."""

from __future__ import annotations

import pytest

from derive.errors import DeriveError
from derive.layers import measure_layer, measure_network, read_network, read_settings
from derive.layers.matrix import convolution_matrix
from derive.layers.names import layer_named
from derive.layers.report import layer_data
from derive.layers.settings import read_sizes
from derive.registry import load_registry
from tests.layers.shapes import sizes

REGISTRY = load_registry()


def measured(kind: str, text: str):
    layer = layer_named(kind, REGISTRY)
    found = measure_layer(layer, read_settings(layer, [text], REGISTRY.functions), REGISTRY)
    return layer_data(found, REGISTRY.functions)


@pytest.mark.parametrize(
    ("kind", "text", "own", "same"),
    [
        ("Conv2d", "input=3x9x9 out_channels=4 kernel_size=3", "conv2d", "input=3x9x9, filters=4, kernel=3"),
        ("nn.Linear", "in=5, out=3", "linear", "inputs=5, nodes=3"),
        ("Dense", "in_features=5, units=3", "linear", "inputs=5, nodes=3"),
        ("MaxPool2d", "input=4x8x8, kernel_size=2", "pool2d", "input=4x8x8, kernel=2"),
        ("LSTM", "input_size=3, hidden_size=4", "lstm", "inputs=3, hidden=4"),
        ("Embedding", "num_embeddings=9, embedding_dim=2", "embedding", "vocabulary=9, features=2"),
        (
            "conv2d",
            "3x9x9, filters=4, kernel=5, padding=same",
            "conv2d",
            "3x9x9, filters=4, kernel=5, padding=2",
        ),
        (
            "conv2d",
            "3x9x9, filters=4, kernel=5, padding=valid",
            "conv2d",
            "3x9x9, filters=4, kernel=5, padding=0",
        ),
    ],
)
def test_other_names(kind, text, own, same):
    assert measured(kind, text) == measured(own, same)


@pytest.mark.parametrize(
    ("kind", "text", "size"),
    [
        ("conv2d", "kernel=4, filters=4, padding=same", 9),
        ("conv2d", "kernel=3, filters=4, stride=2, padding=same", 5),
        ("AveragePooling2D", "pool_size=2, strides=2, padding=same", 5),
    ],
)
def test_zeros_as_they_are_needed(kind, text, size):
    """An even window or a stride: the size is that of tf.nn's SAME."""
    layer = layer_named(kind, REGISTRY)
    given = read_settings(layer, ["input=3x9x9, " + text], REGISTRY.functions)
    assert sizes(measure_layer(layer, given, REGISTRY).output)[1:] == (size, size)


def test_no_matrix_of_zeros_as_they_are_needed():
    layer = REGISTRY.layer("conv1d")
    settings = read_settings(layer, ["input=9, kernel=4, padding=same"], REGISTRY.functions)
    with pytest.raises(DeriveError, match="padding"):
        convolution_matrix(layer, settings, REGISTRY.functions)


@pytest.mark.parametrize(
    "kind",
    ["ReLU", "LSTM", "SeparableConv2D", "MultiheadAttention", "AdaptiveAvgPool2d", "GroupNorm", "LSTMCell"],
)
def test_a_name_is_of_a_layer(kind):
    assert layer_named(kind, REGISTRY).id in REGISTRY.ids("layer")


def test_a_network_in_other_names():
    other = "Conv2d filters=8 kernel_size=3; ReLU; MaxPool2d kernel=2; Flatten; Dense units=10"
    own = "conv2d filters=8 kernel=3; relu; pool2d kernel=2; flatten; linear nodes=10"
    shape = read_sizes("3x12x12", REGISTRY.functions)
    found = [measure_network(read_network(t, REGISTRY), shape, REGISTRY) for t in (other, own)]
    assert layer_data(found[0], REGISTRY.functions) == layer_data(found[1], REGISTRY.functions)


def test_no_letter_of_ours_shows():
    shape = read_sizes("3xNxN", REGISTRY.functions)
    text = "L * [conv2d filters=d kernel=3 padding=1; pool2d kernel=2]"
    found = measure_network(read_network(text, REGISTRY), shape, REGISTRY)
    assert "_s" not in str(layer_data(found, REGISTRY.functions)["parts"])
