"""An LSTM whose gates see the cell state (Gers and Schmidhuber, 2000)."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="lstm-peephole",
    title="Long short-term memory with peepholes",
    letters={
        "I": "size: the entries of each input",
        "H": "size: the hidden units",
        "T": "size: the steps",
    },
    words={"features": ("I",), "inputs": ("I",), "hidden": ("H",), "length": ("T",), "steps": ("T",)},
    defaults={"T": "1"},
    input=("T", "I"),
    output=("T", "H"),
    parameters={
        "weight_ih": ("4 * H", "I"),
        "weight_hh": ("4 * H", "H"),
        "weight_peephole": ("3", "H"),
        "bias": ("4 * H",),
    },
    optional=("bias",),
    operations={
        "multiplications": "T * (4 * H * (I + H) + 6 * H)",
        "additions": "T * (4 * H * (I + H) + 4 * H)",
    },
    counted="4*H*(I + H + 1) + 3*H",
    about="The input, forget and output gates see the cell state entry by entry.",
    source="gers",
)
