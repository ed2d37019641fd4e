"""torch.nn.Linear."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="linear",
    title="Linear layer",
    letters={
        "I": "size: the nodes before",
        "O": "size: the nodes of the layer",
    },
    words={"features": ("I",), "nodes": ("O",), "out": ("O",), "inputs": ("I",)},
    input=("I",),
    output=("O",),
    parameters={"weight": ("O", "I"), "bias": ("O",)},
    optional=("bias",),
    sums=("I",),
    counted="O*I + O",
    source="torch",
    place="Linear: Shape, Variables",
)
