"""torch.nn.LSTM."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="lstm",
    title="Long short-term memory",
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
        "bias_ih": ("4 * H",),
        "bias_hh": ("4 * H",),
    },
    optional=("bias_ih", "bias_hh"),
    operations={
        "multiplications": "T * (4 * H * (I + H) + 3 * H)",
        "additions": "T * (4 * H * (I + H + 1) + H)",
    },
    counted="4*H*(I + H + 2)",
    about="Two biases for each gate, as PyTorch keeps them; `--without bias_hh` leaves one.",
    source="torch",
    place="LSTM: Variables",
)
