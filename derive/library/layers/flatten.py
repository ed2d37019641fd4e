"""torch.nn.Flatten."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="flatten",
    title="All entries in one row",
    input=("...",),
    output=("* ...",),
    counted="0",
    source="torch",
    place="Flatten: Shape",
)
