"""torch.nn.Upsample, by a whole factor."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="upsample",
    title="Upsampling",
    letters={
        "C": "size: the channels",
        "H": "size: the height of the input",
        "W": "size: the width of the input",
        "R": "size: the factor",
    },
    words={"channels": ("C",), "size": ("H", "W"), "height": ("H",), "width": ("W",), "factor": ("R",)},
    input=("C", "H", "W"),
    output=("C", "Y", "X"),
    sizes={"Y": "floor(H*R)", "X": "floor(W*R)"},
    documented={"Y": "floor(H*R)", "X": "floor(W*R)"},
    counted="0",
    source="torch",
    place="Upsample: Shape",
)
