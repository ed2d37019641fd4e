"""torch.nn.LayerNorm over the last axis."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="layernorm",
    title="Layer normalization",
    letters={"T": "size: the places", "D": "size: the entries at each place"},
    defaults={"T": "1"},
    words={"length": ("T",), "features": ("D",)},
    input=("T", "D"),
    output=("T", "D"),
    parameters={"weight": ("D",), "bias": ("D",)},
    optional=("bias",),
    operations={"means": "T", "variances": "T"},
    counted="2*D",
    about="A mean and a variance for each place of each sample.",
    source="torch",
    place="LayerNorm: Shape, Variables",
)
