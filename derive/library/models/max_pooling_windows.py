"""The largest of each window, by the place where it stands (torch.nn.MaxPool1d, return_indices)."""

from derive.records.entries import Model

ENTRY = Model(
    id="max-pooling-windows",
    title="Max pooling with any windows",
    letters={
        "N": "size: the places of the input",
        "T": "size: the places of the output",
        "x": "real[N]: the input",
        "a": r"integer[T]: the place of the largest entry of window \(t\)",
        "g": r"real[T]: the gradient \(g = \partial L / \partial y\) that comes back",
        "t": "index 1..T",
        "s": "index 1..N",
    },
    equations=(
        r"y_t = \sum_{s=1}^{N} x_s \delta_{a_t, s}",
        r"L = \sum_{t=1}^{T} g_t y_t",
    ),
    about=r"Whatever window, stride, padding and dilation are: output \(t\) is the entry at the place \(a_t\), and while one entry of the window is larger than all others a small change of the input moves no \(a_t\) (PyTorch's MaxPool gives these places if it is asked for them; of an image they are numbered row by row). \(L\) is the part of the loss that is linear in the outputs: \(g\) is its gradient by them, whatever the loss is.",
    source="torch",
)
