"""torch.nn.BatchNorm1d."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="batchnorm1d",
    title="Batch normalization of nodes",
    letters={
        "C": "size: the nodes",
    },
    words={"nodes": ("C",), "channels": ("C",)},
    input=("C",),
    output=("C",),
    parameters={"weight": ("C",), "bias": ("C",)},
    operations={"means": "C", "variances": "C", "running statistics": "2 * C"},
    counted="2*C",
    source="torch",
    about="A mean and a variance for each node, over the samples.",
    place="BatchNorm1d: Shape, Variables",
)
