"""torch.nn.ZeroPad2d, ReflectionPad2d, ReplicationPad2d: the size is the same."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="padding2d",
    title="Padding along two axes",
    letters={
        "C": "size: the channels",
        "H": "size: the height",
        "W": "size: the width",
        "P": "integer: the places added on the left",
        "Q": "integer: the places added on the right",
        "R": "integer: the places added at the top",
        "S": "integer: the places added at the bottom",
    },
    words={
        "channels": ("C",),
        "size": ("H", "W"),
        "height": ("H",),
        "width": ("W",),
        "padding": ("P", "Q", "R", "S"),
    },
    input=("C", "H", "W"),
    output=("C", "Y", "X"),
    sizes={"Y": "H + R + S", "X": "W + P + Q"},
    documented={"Y": "H + R + S", "X": "W + P + Q"},
    counted="0",
    source="torch",
    place="ZeroPad2d: Shape",
)
