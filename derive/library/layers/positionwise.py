"""torch.nn.Linear on a sequence: the same layer at every place."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="positionwise",
    title="Linear layer at every place",
    letters={
        "T": "size: the length",
        "I": "size: the features before",
        "O": "size: the nodes of the layer",
    },
    words={"length": ("T",), "features": ("I",), "nodes": ("O",), "out": ("O",), "inputs": ("I",)},
    defaults={"T": "1"},
    input=("T", "I"),
    output=("T", "O"),
    parameters={"weight": ("O", "I"), "bias": ("O",)},
    optional=("bias",),
    sums=("I",),
    counted="O*I + O",
    source="torch",
    place="Linear: Shape, Variables",
)
