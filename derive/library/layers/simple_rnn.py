"""tf.keras.layers.SimpleRNN."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="simple-rnn",
    title="Recurrent layer with one bias",
    letters={
        "I": "size: the entries of each input",
        "H": "size: the hidden units",
        "T": "size: the steps",
    },
    words={"features": ("I",), "inputs": ("I",), "hidden": ("H",), "length": ("T",), "steps": ("T",)},
    defaults={"T": "1"},
    input=("T", "I"),
    output=("T", "H"),
    parameters={"kernel": ("I", "H"), "recurrent_kernel": ("H", "H"), "bias": ("H",)},
    optional=("bias",),
    operations={"multiplications": "T * H * (I + H)"},
    counted="H*(I + H + 1)",
    source="tensorflow",
    place="tf.keras.layers.SimpleRNN: Arguments",
)
