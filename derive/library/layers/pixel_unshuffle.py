"""torch.nn.PixelUnshuffle."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="pixel-unshuffle",
    title="Places to channels",
    letters={
        "C": "size: the channels",
        "H": "size: the height",
        "W": "size: the width",
        "R": "size: the factor",
    },
    words={"channels": ("C",), "size": ("H", "W"), "height": ("H",), "width": ("W",), "factor": ("R",)},
    input=("C", "H", "W"),
    output=("Z", "Y", "X"),
    sizes={"Z": "C*R^2", "Y": "H/R", "X": "W/R"},
    requires={
        "mod(H, R) = 0": "the factor divides the height",
        "mod(W, R) = 0": "the factor divides the width",
    },
    documented={"Z": "C*R^2", "Y": "H/R", "X": "W/R"},
    counted="0",
    source="torch",
    place="PixelUnshuffle: Shape",
)
