"""Parameters and operations of a convolution, counted from its shapes."""

from derive.records.entries import Model

ENTRY = Model(
    id="conv-counts",
    title="Counts of a convolution",
    letters={
        "C": "size: the channels of the input",
        "F": "size: the filters, one for each channel of the output",
        "K": "size: the height of the window",
        "L": "size: its width",
        "Y": "size: the height of the output",
        "X": "size: its width",
        "B": "integer: the biases: F of them, or 0",
    },
    equations=("N = F C K L + B", "M = F Y X C K L", "A = F Y X (C K L - 1)"),
    assumptions=(r"B \ge 0",),
    about="The weight has the shape F × C × K × L. Each of the F·Y·X outputs is a sum of C·K·L products: C·K·L multiplications and C·K·L − 1 additions, one more with a bias.",
    source="torch",
)
