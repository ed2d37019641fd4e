"""One tanh layer before a linear one."""

from derive.records.entries import Model

ENTRY = Model(
    id="backprop-layer",
    title="A tanh layer and the layer after it",
    letters={
        "m": "size: the units of the layer",
        "n": "size: the units of the next layer",
        "S": "real[m]: the signals of the layer",
        "V": "real[m, n]: the weights of the next layer, the constant's left out",
        "d": "real[n]: the sensitivities of the next layer",
        "i": "index 1..m",
        "j": "index 1..n",
    },
    equations=(r"x_i = \tanh(S_i)", r"E = \sum_{j=1}^{n} d_j \sum_{i=1}^{m} V_{ij} x_i"),
    about=r"The error depends on \(S\) through the next layer's signals \(\sum_i V_{ij} x_i\), along which its derivative is \(d_j\); \(E\) is its linear part.",
)
