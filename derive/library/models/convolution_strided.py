"""One channel; the window starts at (t − 1)S + 1 − P and takes every Q-th place."""

from derive.records.entries import Model

ENTRY = Model(
    id="convolution-strided",
    title="A convolution with stride, padding and dilation",
    letters={
        "N": "size: the length of the input",
        "T": "size: the places of the output",
        "K": "size: the length of the window",
        "S": "size: the stride",
        "P": "integer: the zeros added on either side",
        "Q": "size: the dilation",
        "x": "real[N]: the input",
        "v": "real[K]: the kernel",
        "b": "real: the bias",
        "g": r"real[T]: the gradient \(g = \partial L / \partial y\) that comes back",
        "t": "index 1..T",
        "k": "index 1..K",
        "s": "index 1..N",
    },
    equations=(
        r"y_t = b + \sum_{k=1}^{K} \sum_{s=1}^{N} v_k x_s \delta_{(t-1)S + (k-1)Q + 1 - P, s}",
        r"L = \sum_{t=1}^{T} g_t y_t",
    ),
    about=r"Weight \(k\) of window \(t\) meets input place \((t-1)S + (k-1)Q + 1 - P\); outside of \(1, \dots, N\) it meets a zero of the padding, so that only places of the input are summed (PyTorch's Conv1d). \(L\) is the part of the loss that is linear in the outputs: \(g\) is its gradient by them, whatever the loss is.",
    source="torch",
)
