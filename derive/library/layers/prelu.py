"""torch.nn.PReLU."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="prelu",
    title="Rectifier with a learned slope",
    letters={
        "C": "size: the channels",
        "H": "size: the height",
        "W": "size: the width",
        "N": "size: the slopes, 1 or one for each channel",
    },
    words={
        "channels": ("C",),
        "size": ("H", "W"),
        "height": ("H",),
        "width": ("W",),
        "slopes": ("N",),
        "parameters": ("N",),
    },
    defaults={"C": "1", "H": "1", "W": "1", "N": "1"},
    input=("C", "H", "W"),
    output=("C", "H", "W"),
    parameters={"weight": ("N",)},
    counted="N",
    source="torch",
    place="PReLU: Variables",
)
