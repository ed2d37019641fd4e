"""torch.nn.InstanceNorm2d with affine=True."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="instancenorm",
    title="Instance normalization",
    letters={
        "C": "size: the channels",
        "H": "size: the height",
        "W": "size: the width",
    },
    words={"channels": ("C",), "size": ("H", "W"), "height": ("H",), "width": ("W",)},
    defaults={"H": "1", "W": "1"},
    input=("C", "H", "W"),
    output=("C", "H", "W"),
    parameters={"weight": ("C",), "bias": ("C",)},
    optional=("weight", "bias"),
    operations={"means": "C", "variances": "C"},
    counted="2*C",
    about="Without affine=True PyTorch keeps no parameters: `--without weight --without bias`.",
    source="torch",
    place="InstanceNorm2d: Shape, Variables",
)
