"""How many means and variances there are."""

from derive.records.entries import Model

ENTRY = Model(
    id="batchnorm-shapes",
    title="The statistics of batch normalization",
    letters={
        "N": "size: the samples of a batch",
        "H": "size: the height",
        "W": "size: the width",
        "C": "size: the channels, or output nodes",
    },
    equations=(r"E = \frac{N C}{N}", r"F = \frac{N H W C}{N H W}"),
    about="Each mean is taken over N entries of an N × C array, over N·H·W entries of an N × H × W × C array; the number of means is the number of entries over that.",
    source="torch",
)
