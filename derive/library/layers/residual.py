"""He, Zhang, Ren and Sun (2016), the standard block."""

from derive.records.entries import Layer, Part

ENTRY = Layer(
    id="residual",
    title="Residual block",
    letters={
        "C": "size: the channels",
        "H": "size: the height",
        "W": "size: the width",
    },
    words={"channels": ("C",), "size": ("H", "W"), "height": ("H",), "width": ("W",)},
    defaults={"H": "1", "W": "1"},
    input=("C", "H", "W"),
    parts=(
        Part("conv2d", "filters=C, kernel=3, padding=1"),
        Part("batchnorm"),
        Part("relu"),
        Part("conv2d", "filters=C, kernel=3, padding=1"),
        Part("batchnorm"),
    ),
    shortcut=True,
    counted="2*(9*C*C + C + 2*C)",
    source="resnet",
    place="figure 5",
)
