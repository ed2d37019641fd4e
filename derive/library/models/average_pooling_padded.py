"""The mean of each window, zeros around the input counted (torch.nn.AvgPool1d)."""

from derive.records.entries import Model

ENTRY = Model(
    id="average-pooling-padded",
    title="Average pooling along one axis, with padding",
    letters={
        "N": "size: the length of the input",
        "T": "size: the places of the output",
        "K": "size: the length of the window",
        "S": "size: the stride",
        "P": "integer: the zeros added on either side",
        "x": "real[N]: the input",
        "g": r"real[T]: the gradient \(g = \partial L / \partial y\) that comes back",
        "t": "index 1..T",
        "k": "index 1..K",
        "s": "index 1..N",
    },
    equations=(
        r"y_t = \frac{1}{K} \sum_{k=1}^{K} \sum_{s=1}^{N} x_s \delta_{(t-1)S + k - P, s}",
        r"L = \sum_{t=1}^{T} g_t y_t",
    ),
    about=r"The zeros of the padding are counted: a window is divided by \(K\) wherever it lies (PyTorch's AvgPool1d does so unless it is told not to). \(L\) is the part of the loss that is linear in the outputs: \(g\) is its gradient by them, whatever the loss is.",
    source="torch",
)
