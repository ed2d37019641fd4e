"""torch.nn.LSTM with bidirectional=True."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="bidirectional-lstm",
    title="Long short-term memory in both directions",
    letters={
        "I": "size: the entries of each input",
        "H": "size: the hidden units",
        "T": "size: the steps",
    },
    words={"features": ("I",), "inputs": ("I",), "hidden": ("H",), "length": ("T",), "steps": ("T",)},
    defaults={"T": "1"},
    input=("T", "I"),
    output=("T", "2 * H"),
    parameters={
        "weight_ih": ("8 * H", "I"),
        "weight_hh": ("8 * H", "H"),
        "bias_ih": ("8 * H",),
        "bias_hh": ("8 * H",),
    },
    optional=("bias_ih", "bias_hh"),
    operations={
        "multiplications": "2 * T * (4 * H * (I + H) + 3 * H)",
        "additions": "2 * T * (4 * H * (I + H + 1) + H)",
    },
    counted="8*H*(I + H + 2)",
    about="Each direction has its own weights. Two biases for each gate, as PyTorch keeps them; `--without bias_hh` leaves one.",
    source="torch",
    place="LSTM: Variables",
)
