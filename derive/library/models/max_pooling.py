"""The larger of each pair (torch.nn.MaxPool1d with a window of 2)."""

from derive.records.entries import Model

ENTRY = Model(
    id="max-pooling",
    title="Max pooling by twos",
    letters={
        "T": "size: the places of the output",
        "x": "real[T, 2]: the input, pair by pair",
        "g": r"real[T]: the gradient \(g = \partial L / \partial y\) that comes back",
        "t": "index 1..T",
    },
    equations=(
        r"y_t = \max(x_{t1}, x_{t2})",
        r"L = \sum_{t=1}^{T} g_t y_t",
    ),
    about=r"Only the larger of two neighbours is passed on, so that the whole gradient goes back to it and none to the other. PyTorch's MaxPool1d with window and stride 2; \(x_{t1}\) and \(x_{t2}\) are places \(2t - 1\) and \(2t\). \(L\) is the part of the loss that is linear in the outputs: \(g\) is its gradient by them, whatever the loss is.",
    source="torch",
)
