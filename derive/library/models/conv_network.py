"""Convolutions with pooling, then fully connected layers."""

from derive.records.entries import Model

ENTRY = Model(
    id="conv-network",
    title="A network of convolutions, poolings and fully connected layers",
    letters={
        "N": "size: the height and the width of the image",
        "d": "size: the filters of each convolution",
        "f": "size: the height and the width of a filter",
        "L": "size: the convolutions, a 2 × 2 pooling after each",
        "F": "size: the fully connected layers of h nodes",
        "h": "size: their nodes",
        "n": "size: the nodes of the output",
        "M": "size: the height and the width after the last pooling",
    },
    equations=(
        r"A = d \cdot (3 f f + 1) + (L - 1) d (d f f + 1)",
        "B = h d M M + h",
        "C = (F - 1) (h h + h)",
        "D = n h + n",
    ),
    about="The first convolution reads three channels, each other one d. The last feature map has d·M·M entries; M is N/2^L where that is whole. A linear layer from a to b nodes has ab + b parameters.",
    source="torch",
)
