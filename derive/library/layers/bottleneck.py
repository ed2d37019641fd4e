"""He, Zhang, Ren and Sun (2016), the bottleneck block."""

from derive.records.entries import Layer, Part

ENTRY = Layer(
    id="bottleneck",
    title="Bottleneck block",
    letters={
        "C": "size: the channels",
        "H": "size: the height",
        "W": "size: the width",
        "M": "size: the channels inside",
    },
    words={"channels": ("C",), "size": ("H", "W"), "height": ("H",), "width": ("W",), "inside": ("M",)},
    defaults={"H": "1", "W": "1"},
    input=("C", "H", "W"),
    parts=(
        Part("conv2d", "filters=M, kernel=1"),
        Part("batchnorm"),
        Part("relu"),
        Part("conv2d", "filters=M, kernel=3, padding=1"),
        Part("batchnorm"),
        Part("relu"),
        Part("conv2d", "filters=C, kernel=1"),
        Part("batchnorm"),
    ),
    shortcut=True,
    counted="(C*M + M) + 2*M + (9*M*M + M) + 2*M + (M*C + C) + 2*C",
    source="resnet",
    place="figure 5",
)
