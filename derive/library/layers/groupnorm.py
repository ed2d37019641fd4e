"""torch.nn.GroupNorm."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="groupnorm",
    title="Group normalization",
    letters={
        "C": "size: the channels",
        "H": "size: the height",
        "W": "size: the width",
        "G": "size: the groups of channels",
    },
    words={"channels": ("C",), "size": ("H", "W"), "height": ("H",), "width": ("W",), "groups": ("G",)},
    defaults={"H": "1", "W": "1", "G": "1"},
    input=("C", "H", "W"),
    output=("C", "H", "W"),
    parameters={"weight": ("C",), "bias": ("C",)},
    optional=("weight", "bias"),
    operations={"means": "G", "variances": "G"},
    requires={"mod(C, G) = 0": "the groups divide the channels"},
    counted="2*C",
    about="A mean and a variance for each group of channels of each sample.",
    source="torch",
    place="GroupNorm: Shape, Variables",
)
