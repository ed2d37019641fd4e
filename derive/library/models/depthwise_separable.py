"""Each channel by itself, then all channels at each place."""

from derive.records.entries import Model

ENTRY = Model(
    id="depthwise-separable",
    title="A depthwise-separable convolution",
    letters={
        "C": "size: the channels of the input",
        "F": "size: the filters",
        "T": "size: the places of the output",
        "K": "size: the length of the window",
        "x": "real[C, T + K - 1]: the input",
        "v": "real[C, K]: the kernel of each channel",
        "a": "real[C]: the bias of each channel",
        "w": "real[F, C]: the weights across the channels",
        "b": "real[F]: the bias",
        "g": r"real[F, T]: the gradient \(g = \partial L / \partial y\) that comes back",
        "f": "index 1..F",
        "c": "index 1..C",
        "t": "index 1..T",
        "k": "index 1..K",
    },
    equations=(
        r"h_{ct} = a_c + \sum_{k=1}^{K} v_{ck} x_{c,t+k-1}",
        r"y_{ft} = b_f + \sum_{c=1}^{C} w_{fc} h_{ct}",
        r"L = \sum_{f=1}^{F} \sum_{t=1}^{T} g_{ft} y_{ft}",
    ),
    about=r"A convolution with as many groups as channels, then one with windows of length 1. \(L\) is the part of the loss that is linear in the outputs: \(g\) is its gradient by them, whatever the loss is.",
    source="mobilenet",
)
