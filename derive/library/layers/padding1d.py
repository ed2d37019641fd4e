"""torch.nn.ZeroPad1d, ReflectionPad1d, ReplicationPad1d: the size is the same."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="padding1d",
    title="Padding along one axis",
    letters={
        "C": "size: the channels",
        "H": "size: the length",
        "P": "integer: the places added before",
        "Q": "integer: the places added behind",
    },
    words={"channels": ("C",), "size": ("H",), "length": ("H",), "padding": ("P", "Q")},
    input=("C", "H"),
    output=("C", "Y"),
    sizes={"Y": "H + P + Q"},
    documented={"Y": "H + P + Q"},
    counted="0",
    source="torch",
    place="ZeroPad1d: Shape",
)
