"""torch.nn.AdaptiveAvgPool2d."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="adaptive-pool2d",
    title="Pooling to a given size",
    letters={
        "C": "size: the channels",
        "H": "size: the height",
        "W": "size: the width",
        "Y": "size: the height of the output",
        "X": "size: the width of the output",
    },
    words={"channels": ("C",), "size": ("H", "W"), "height": ("H",), "width": ("W",), "places": ("Y", "X")},
    defaults={"Y": "1", "X": "1"},
    input=("C", "H", "W"),
    output=("C", "Y", "X"),
    counted="0",
    source="torch",
    place="AdaptiveAvgPool2d: Shape",
)
