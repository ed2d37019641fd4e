"""torch.nn.RNN."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="rnn",
    title="Recurrent layer",
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
        "weight_ih": ("H", "I"),
        "weight_hh": ("H", "H"),
        "bias_ih": ("H",),
        "bias_hh": ("H",),
    },
    optional=("bias_ih", "bias_hh"),
    operations={"multiplications": "T * H * (I + H)", "additions": "T * H * (I + H + 1)"},
    counted="1*H*(I + H + 2)",
    about="Two biases for each gate, as PyTorch keeps them; `--without bias_hh` leaves one.",
    source="torch",
    place="RNN: Variables",
)
