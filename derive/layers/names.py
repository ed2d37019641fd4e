"""Other names: of the layers and settings of PyTorch and Keras, and what people say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from derive.records.entries import Layer
from derive.registry import Registry

_NAMES: Mapping[str, str] = {
    "linear": "dense fc fully-connected",
    "conv1d": "convolution1d",
    "conv2d": "convolution conv convolution2d",
    "conv3d": "convolution3d",
    "transposed-conv1d": "convtranspose1d conv1dtranspose transposedconv1d deconv1d",
    "transposed-conv2d": "convtranspose2d conv2dtranspose transposedconv2d deconv2d",
    "transposed-conv3d": "convtranspose3d conv3dtranspose transposedconv3d deconv3d",
    "pool1d": "maxpool1d avgpool1d maxpooling1d averagepooling1d lppool1d",
    "pool2d": "maxpool avgpool pool maxpool2d avgpool2d maxpooling2d averagepooling2d lppool2d",
    "pool3d": "maxpool3d avgpool3d maxpooling3d averagepooling3d lppool3d",
    "unpool1d": "maxunpool1d",
    "unpool2d": "maxunpool2d",
    "unpool3d": "maxunpool3d",
    "adaptive-pool1d": "adaptiveavgpool1d adaptivemaxpool1d",
    "adaptive-pool2d": "adaptiveavgpool2d adaptivemaxpool2d",
    "global-pool2d": "globalaveragepooling2d globalmaxpooling2d globalaveragepool globalmaxpool",
    "padding1d": "zeropad1d reflectionpad1d replicationpad1d constantpad1d circularpad1d zeropadding1d",
    "padding2d": "zeropad2d reflectionpad2d replicationpad2d constantpad2d circularpad2d zeropadding2d",
    "upsample": "upsampling2d upsamplingnearest2d upsamplingbilinear2d",
    "batchnorm": "batchnorm2d batchnormalization",
    "layernorm": "layernormalization",
    "groupnorm": "groupnormalization",
    "instancenorm": "instancenorm1d instancenorm2d instancenorm3d",
    "attention": "multiheadattention multiheadselfattention selfattention",
    "lstm": "lstmcell",
    "bidirectional-lstm": "bilstm",
    "gru": "grucell",
    "rnn": "rnncell",
}
LAYERS: Mapping[str, str] = {name: id_ for id_, names in _NAMES.items() for name in names.split()}
SETTINGS: Mapping[str, tuple[str, ...]] = {
    "in_channels": ("channels",),
    "num_features": ("channels", "nodes"),
    "num_channels": ("channels",),
    "num_groups": ("groups",),
    "num_parameters": ("parameters",),
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
    "upscale_factor": ("factor",),
    "downscale_factor": ("factor",),
    "depth_multiplier": ("multiplier",),
    "output_size": ("places",),
    "cropping": ("cut",),
    "embed_dim": ("features",),
    "num_heads": ("heads",),
    "d_model": ("features",),
    "nhead": ("heads",),
    "dim_feedforward": ("inside",),
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
