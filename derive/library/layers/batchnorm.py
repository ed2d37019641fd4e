"""torch.nn.BatchNorm2d."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="batchnorm",
    title="Batch normalization of channels",
    letters={
        "C": "size: the channels",
        "H": "size: the height",
        "W": "size: the width",
    },
    words={"channels": ("C",), "size": ("H", "W"), "height": ("H",), "width": ("W",)},
    input=("C", "H", "W"),
    output=("C", "H", "W"),
    defaults={"H": "1", "W": "1"},
    parameters={"weight": ("C",), "bias": ("C",)},
    operations={"means": "C", "variances": "C", "running statistics": "2 * C"},
    counted="2*C",
    source="torch",
    about="A mean and a variance for each channel, over the samples, the height and the width; the running statistics are no parameters.",
    place="BatchNorm2d: Shape, Variables",
)
