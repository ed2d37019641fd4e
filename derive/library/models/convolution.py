"""y = b + v ⋆ x along one axis, with channels (torch.nn.Conv1d)."""

from derive.records.entries import Model

ENTRY = Model(
    id="convolution",
    title="A convolution along one axis, with channels",
    letters={
        "C": "size: the channels of the input",
        "F": "size: the filters",
        "T": "size: the places of the output",
        "K": "size: the length of the window",
        "x": "real[C, T + K - 1]: the input",
        "v": "real[F, C, K]: the kernel",
        "b": "real[F]: the bias",
        "g": r"real[F, T]: the gradient \(g = \partial L / \partial y\) that comes back",
        "f": "index 1..F",
        "c": "index 1..C",
        "t": "index 1..T",
        "k": "index 1..K",
        "s": "index 1..(T + K - 1)",
        "r": "index 1..(T + 2 K - 2)",
    },
    equations=(
        r"y_{ft} = b_f + \sum_{c=1}^{C} \sum_{k=1}^{K} v_{fck} x_{c,t+k-1}",
        r"L = \sum_{f=1}^{F} \sum_{t=1}^{T} g_{ft} y_{ft}",
        "u_{fck} = v_{f,c,K+1-k}",
        r"p_{fr} = g_{f,r-K+1} [K \le r \le T + K - 1]",
    ),
    about=r"A convolution uses the same few weights at every place: an output sees only a window of the input, and where the input is moved the output moves along. Each filter is laid against the input at every place where it fits (PyTorch's Conv1d, a cross-correlation). \(L\) is the part of the loss that is linear in the outputs: \(g\) is its gradient by them, whatever the loss is. \(u\) is the kernel read backwards, \(p\) is \(g\) with \(K - 1\) zeros on either side.",
    source="torch",
)
