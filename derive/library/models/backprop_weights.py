"""The signals of a layer in their weights."""

from derive.records.entries import Model

ENTRY = Model(
    id="backprop-weights",
    title="The signals of a layer, in its weights",
    letters={
        "m": "size: the inputs of the layer",
        "n": "size: its units",
        "X": "real[m]: the outputs of the layer before",
        "w": "real[m, n]: the weights",
        "d": "real[n]: the sensitivities of the layer",
        "i": "index 1..m",
        "j": "index 1..n",
    },
    equations=(r"E = \sum_{j=1}^{n} d_j \sum_{i=1}^{m} w_{ij} X_i",),
    about=r"\(E\) is the part of the error that is linear in the layer's signals; its derivative along signal \(j\) is \(d_j\).",
)
