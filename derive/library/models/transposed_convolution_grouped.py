"""The channels of each group send to the filters of that group only (torch.nn.ConvTranspose1d, groups)."""

from derive.records.entries import Model

ENTRY = Model(
    id="transposed-convolution-grouped",
    title="A transposed convolution in groups, with channels",
    letters={
        "G": "size: the groups",
        "C": "size: the channels of each group",
        "F": "size: the filters of each group",
        "N": "size: the length of the input",
        "T": "size: the length of the output",
        "K": "size: the length of the window",
        "S": "size: the stride",
        "P": "integer: the places cut off on either side",
        "Q": "size: the dilation",
        "x": "real[G, C, N]: the input, group by group",
        "v": "real[G, C, F, K]: the kernel",
        "b": "real[G, F]: the bias",
        "g": r"real[G, F, T]: the gradient \(g = \partial L / \partial y\) that comes back",
        "q": "index 1..G",
        "c": "index 1..C",
        "f": "index 1..F",
        "n": "index 1..N",
        "k": "index 1..K",
        "t": "index 1..T",
    },
    equations=(
        r"y_{qft} = b_{qf} + \sum_{c=1}^{C} \sum_{n=1}^{N} \sum_{k=1}^{K} x_{qcn} v_{qcfk} \delta_{(n-1)S + (k-1)Q + 1 - P, t}",
        r"L = \sum_{q=1}^{G} \sum_{f=1}^{F} \sum_{t=1}^{T} g_{qft} y_{qft}",
    ),
    about=r"Input place \(n\) of channel \(c\) sends \(x_{qcn} v_{qcfk}\) to place \((n-1)S + (k-1)Q + 1 - P\) of every filter of its group (PyTorch's ConvTranspose1d; its kernel has the shape channels × filters of a group × window). \(L\) is the part of the loss that is linear in the outputs: \(g\) is its gradient by them, whatever the loss is.",
    source="torch",
)
