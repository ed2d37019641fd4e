"""torch.nn.MultiheadAttention, self-attention."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="attention",
    title="Multi-head self-attention",
    letters={
        "T": "size: the length",
        "D": "size: the features",
        "N": "size: the heads",
    },
    words={"length": ("T",), "features": ("D",), "heads": ("N",)},
    defaults={"T": "1", "N": "1"},
    input=("T", "D"),
    output=("T", "D"),
    parameters={
        "in_proj_weight": ("3 * D", "D"),
        "in_proj_bias": ("3 * D",),
        "out_proj_weight": ("D", "D"),
        "out_proj_bias": ("D",),
    },
    operations={"multiplications": "4 * T * D^2 + 2 * T^2 * D"},
    requires={"mod(D, N) = 0": "the heads divide the features"},
    counted="4 * (D * D + D)",
    source="torch",
    place="MultiheadAttention: Variables",
)
