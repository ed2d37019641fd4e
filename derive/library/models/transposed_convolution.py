"""Input place n sends x_n v_k to output place (n − 1)S + (k − 1)Q + 1 − P (torch.nn.ConvTranspose1d)."""

from derive.records.entries import Model

ENTRY = Model(
    id="transposed-convolution",
    title="A transposed convolution along one axis",
    letters={
        "N": "size: the length of the input",
        "T": "size: the length of the output",
        "K": "size: the length of the window",
        "S": "size: the stride",
        "P": "integer: the places cut off on either side",
        "Q": "size: the dilation",
        "x": "real[N]: the input",
        "v": "real[K]: the kernel",
        "b": "real: the bias",
        "g": r"real[T]: the gradient \(g = \partial L / \partial y\) that comes back",
        "n": "index 1..N",
        "k": "index 1..K",
        "t": "index 1..T",
    },
    equations=(
        r"y_t = b + \sum_{n=1}^{N} \sum_{k=1}^{K} x_n v_k \delta_{(n-1)S + (k-1)Q + 1 - P, t}",
        r"L = \sum_{t=1}^{T} g_t y_t",
    ),
    about=r"Input place \(n\) sends \(x_n v_k\) to output place \((n-1)S + (k-1)Q + 1 - P\) (PyTorch's ConvTranspose1d); an output padding makes \(T\) larger and sends nothing to the new places. \(L\) is the part of the loss that is linear in the outputs: \(g\) is its gradient by them, whatever the loss is.",
    source="torch",
)
