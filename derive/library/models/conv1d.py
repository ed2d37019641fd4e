"""A one-dimensional convolution of width 3, a sigmoid, a linear output, squared error."""

from derive.records.entries import Model

ENTRY = Model(
    id="conv1d",
    title="A small convolutional network",
    letters={
        "x": "real[6]: the input",
        "v": "real[3]: the filter",
        "w": "real[4]: the weights of the output",
        "y": "real: the label",
        "i": "index 1..4",
        "j": "index 1..3",
    },
    equations=(r"h_i = \sigma(\sum_{j=1}^{3} v_j x_{i+j-1})", r"z = \sum_{i=1}^{4} w_i h_i", "R = (y - z)^2"),
    about="One filter of width 3 slides over six inputs; the four hidden units share it.",
)
