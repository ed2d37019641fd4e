"""torch.nn.PixelShuffle."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="pixel-shuffle",
    title="Channels to places",
    letters={
        "C": "size: the channels",
        "H": "size: the height",
        "W": "size: the width",
        "R": "size: the factor",
    },
    words={"channels": ("C",), "size": ("H", "W"), "height": ("H",), "width": ("W",), "factor": ("R",)},
    input=("C", "H", "W"),
    output=("Z", "Y", "X"),
    sizes={"Z": "C/R^2", "Y": "H*R", "X": "W*R"},
    requires={"mod(C, R^2) = 0": "the square of the factor divides the channels"},
    documented={"Z": "C/R^2", "Y": "H*R", "X": "W*R"},
    counted="0",
    source="torch",
    place="PixelShuffle: Shape",
)
