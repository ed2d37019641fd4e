"""The channels of each group meet the filters of that group only."""

from derive.records.entries import Model

ENTRY = Model(
    id="convolution-grouped",
    title="A convolution in groups",
    letters={
        "G": "size: the groups",
        "C": "size: the channels of each group",
        "F": "size: the filters of each group",
        "T": "size: the places of the output",
        "K": "size: the length of the window",
        "x": "real[G, C, T + K - 1]: the input, group by group",
        "v": "real[G, F, C, K]: the kernel",
        "b": "real[G, F]: the bias",
        "g": r"real[G, F, T]: the gradient \(g = \partial L / \partial y\) that comes back",
        "n": "index 1..G",
        "f": "index 1..F",
        "c": "index 1..C",
        "t": "index 1..T",
        "k": "index 1..K",
        "s": "index 1..(T + K - 1)",
    },
    equations=(
        r"y_{nft} = b_{nf} + \sum_{c=1}^{C} \sum_{k=1}^{K} v_{nfck} x_{n,c,t+k-1}",
        r"L = \sum_{n=1}^{G} \sum_{f=1}^{F} \sum_{t=1}^{T} g_{nft} y_{nft}",
    ),
    about=r"PyTorch's groups: channel \(c\) of group \(n\) is channel \((n-1)C + c\) of the input. With \(C = 1\) each channel has filters of its own (depthwise). \(L\) is the part of the loss that is linear in the outputs: \(g\) is its gradient by them, whatever the loss is.",
    source="torch",
)
