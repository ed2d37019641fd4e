"""torch.nn.AdaptiveAvgPool1d."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="adaptive-pool1d",
    title="Pooling to a given length",
    letters={
        "C": "size: the channels",
        "H": "size: the length of the input",
        "Y": "size: the length of the output",
    },
    words={"channels": ("C",), "size": ("H",), "length": ("H",), "places": ("Y",)},
    defaults={"Y": "1"},
    input=("C", "H"),
    output=("C", "Y"),
    counted="0",
    source="torch",
    place="AdaptiveAvgPool1d: Shape",
)
