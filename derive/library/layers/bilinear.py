"""torch.nn.Bilinear."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="bilinear",
    title="Bilinear layer",
    letters={
        "A": "size: the first inputs",
        "B": "size: the second inputs",
        "O": "size: the nodes of the layer",
    },
    words={"first": ("A",), "second": ("B",), "nodes": ("O",)},
    input=("A", "B"),
    output=("O",),
    parameters={"weight": ("O", "A", "B"), "bias": ("O",)},
    optional=("bias",),
    operations={"multiplications": "2 * O * A * B"},
    counted="O*A*B + O",
    source="torch",
    place="Bilinear: Shape, Variables",
)
