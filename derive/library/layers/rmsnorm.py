"""torch.nn.RMSNorm over the last axis."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="rmsnorm",
    title="Normalization by the root mean square",
    letters={
        "T": "size: the places",
        "D": "size: the entries at each place",
    },
    words={"length": ("T",), "features": ("D",)},
    defaults={"T": "1"},
    input=("T", "D"),
    output=("T", "D"),
    parameters={"weight": ("D",)},
    optional=("weight",),
    operations={"roots": "T"},
    counted="D",
    source="torch",
    place="RMSNorm: Shape, Variables",
)
