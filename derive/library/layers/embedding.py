"""torch.nn.Embedding."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="embedding",
    title="Embedding",
    letters={
        "V": "size: the words",
        "D": "size: the entries of each vector",
        "T": "size: the words of a text",
    },
    words={"vocabulary": ("V",), "features": ("D",), "length": ("T",)},
    defaults={"T": "1"},
    input=("T",),
    output=("T", "D"),
    parameters={"weight": ("V", "D")},
    counted="V*D",
    source="torch",
    place="Embedding: Shape, Variables",
)
