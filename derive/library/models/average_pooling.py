"""The mean of each window (torch.nn.AvgPool1d)."""

from derive.records.entries import Model

ENTRY = Model(
    id="average-pooling",
    title="Average pooling along one axis",
    letters={
        "T": "size: the places of the output",
        "K": "size: the length of the window",
        "S": "size: the stride",
        "x": "real[(T - 1) S + K]: the input",
        "g": r"real[T]: the gradient \(g = \partial L / \partial y\) that comes back",
        "t": "index 1..T",
        "k": "index 1..K",
        "s": "index 1..((T - 1) S + K)",
    },
    equations=(
        r"y_t = \frac{1}{K} \sum_{k=1}^{K} x_{(t-1)S+k}",
        r"L = \sum_{t=1}^{T} g_t y_t",
    ),
    about=r"Every output is the mean of a window, so that each input of the window gets the same share of the gradient. PyTorch's AvgPool1d, without padding. \(L\) is the part of the loss that is linear in the outputs: \(g\) is its gradient by them, whatever the loss is.",
    source="torch",
)
