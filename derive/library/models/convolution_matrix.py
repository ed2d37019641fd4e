"""Y = A X with the Toeplitz matrix of the kernel."""

from derive.records.entries import Model

ENTRY = Model(
    id="convolution-matrix",
    title="A convolution as a matrix",
    letters={
        "T": "size: the places of the output",
        "K": "size: the length of the window",
        "x": "real[T + K - 1]: the input",
        "v": "real[K]: the kernel",
        "g": r"real[T]: the gradient \(g = \partial L / \partial y\) that comes back",
        "t": "index 1..T",
        "k": "index 1..K",
        "s": "index 1..(T + K - 1)",
    },
    equations=(
        r"A_{ts} = v_{s-t+1} [1 \le s-t+1 \le K]",
        r"y_t = \sum_{k=1}^{K} v_k x_{t+k-1}",
        r"L = \sum_{t=1}^{T} g_t y_t",
    ),
    about=r"A convolution is linear in its input, so it is the product with a matrix. The gradient by the input is then the product with the transpose, which the transposed convolution is named after. Row \(t\) of \(A\) is the kernel, moved to place \(t\); everything else is 0. One channel, no bias. \(L\) is the part of the loss that is linear in the outputs: \(g\) is its gradient by them, whatever the loss is.",
    source="torch",
)
