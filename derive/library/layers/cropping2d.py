"""tf.keras.layers.Cropping2D."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="cropping2d",
    title="Cropping along two axes",
    letters={
        "C": "size: the channels",
        "H": "size: the height",
        "W": "size: the width",
        "P": "integer: the places cut off at the top",
        "Q": "integer: the places cut off at the bottom",
        "R": "integer: the places cut off on the left",
        "S": "integer: the places cut off on the right",
    },
    words={
        "channels": ("C",),
        "size": ("H", "W"),
        "height": ("H",),
        "width": ("W",),
        "cut": ("P", "Q", "R", "S"),
    },
    input=("C", "H", "W"),
    output=("C", "Y", "X"),
    sizes={"Y": "H - P - Q", "X": "W - R - S"},
    requires={"P + Q < H": "something is left of the height", "R + S < W": "something is left of the width"},
    documented={"Y": "H - P - Q", "X": "W - R - S"},
    counted="0",
    source="tensorflow",
    place="tf.keras.layers.Cropping2D: Output shape",
)
