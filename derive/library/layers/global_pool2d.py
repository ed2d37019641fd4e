"""tf.keras.layers.GlobalAveragePooling2D."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="global-pool2d",
    title="Pooling over all places",
    letters={
        "C": "size: the channels",
        "H": "size: the height",
        "W": "size: the width",
    },
    words={"channels": ("C",), "size": ("H", "W"), "height": ("H",), "width": ("W",)},
    input=("C", "H", "W"),
    output=("C",),
    counted="0",
    source="tensorflow",
    place="tf.keras.layers.GlobalAveragePooling2D: Output shape",
)
