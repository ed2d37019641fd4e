"""Other names: of the layers and settings of PyTorch and Keras, and what people say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from derive.records.entries import Layer
from derive.registry import Registry

LAYERS: Mapping[str, str] = {
    "dense": "linear",
    "fc": "linear",
    "fully-connected": "linear",
    "convolution": "conv2d",
    "conv": "conv2d",
    "separableconv2d": "depthwise-separable",
    "convtranspose1d": "transposed-conv1d",
    "convtranspose2d": "transposed-conv2d",
    "conv2dtranspose": "transposed-conv2d",
    "transposedconv2d": "transposed-conv2d",
    "deconv2d": "transposed-conv2d",
    **dict.fromkeys(("maxpool", "avgpool", "pool", "maxpool2d", "avgpool2d", "maxpooling2d"), "pool2d"),
    **dict.fromkeys(("averagepooling2d",), "pool2d"),
    **dict.fromkeys(("maxpool1d", "avgpool1d", "maxpooling1d", "averagepooling1d"), "pool1d"),
    **dict.fromkeys(("batchnorm2d", "batchnormalization"), "batchnorm"),
    "layernormalization": "layernorm",
}
SETTINGS: Mapping[str, tuple[str, ...]] = {
    "in_channels": ("channels",),
    "num_features": ("channels", "nodes"),
    "out_channels": ("filters",),
    "kernel_size": ("kernel",),
    "pool_size": ("kernel",),
    "window": ("kernel",),
    "filter_size": ("kernel",),
    "strides": ("stride",),
    "pad": ("padding",),
    "dilation_rate": ("dilation",),
    "output_padding": ("extra",),
    "scale_factor": ("factor",),
    "in_features": ("inputs", "features"),
    "in": ("inputs", "channels", "features"),
    "in1_features": ("first",),
    "in2_features": ("second",),
    "out_features": ("nodes",),
    "out": ("nodes", "filters"),
    "units": ("nodes", "hidden"),
    "input_size": ("inputs",),
    "input_dim": ("inputs", "vocabulary"),
    "hidden_size": ("hidden",),
    "num_embeddings": ("vocabulary",),
    "embedding_dim": ("features",),
    "output_dim": ("features",),
    "normalized_shape": ("features",),
    "seq_len": ("length",),
    "timesteps": ("steps",),
}


def layer_named(name: str, registry: Registry) -> Layer:
    """The layer of this name, whatever its capitals: Conv2d, MaxPool2d, Dense."""
    known = registry.ids("layer")
    plain = re.sub(r"[_ ]", "-", name.strip().lower().rpartition(".")[2])
    joined = plain.replace("-", "")
    by_letters = {x.replace("-", ""): x for x in known}
    for each in (name, plain, by_letters.get(joined), LAYERS.get(plain), LAYERS.get(joined)):
        if each in known:
            return registry.layer(each)
    return registry.layer(name)


def setting_named(layer: Layer, name: str) -> str:
    """The layer's own word for a setting, or the name as it is."""
    if name in layer.words or name in layer.letters:
        return name
    lower = name.lower().replace("-", "_")
    return next((x for x in (lower, *SETTINGS.get(lower, ())) if x in layer.words), name)


def spaced(texts: Iterable[str]) -> list[str]:
    """`input=3x32x32 filters=10` with the comma that was left out."""
    return [re.sub(r"(?<=[^\s,=(])\s+(?=[A-Za-z_][A-Za-z0-9_-]*\s*=)", ", ", t) for t in texts]
