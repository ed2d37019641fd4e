"""torch.nn.MaxUnpool1d."""

from derive.records.entries import Layer, Window

ENTRY = Layer(
    id="unpool1d",
    title="Unpooling along one axis",
    letters={
        "C": "size: the channels",
        "H": "size: the length of the input",
        "K": "size: the length of the window",
        "S": "size: the stride",
        "P": "integer: the places added on either side before",
    },
    defaults={"S": "K", "P": "0"},
    words={
        "channels": ("C",),
        "size": ("H",),
        "kernel": ("K",),
        "stride": ("S",),
        "padding": ("P",),
        "length": ("H",),
    },
    input=("C", "H"),
    output=("C", "Y"),
    windows=(Window("Y", "H", kernel="K", stride="S", padding="P", transposed=True),),
    documented={"Y": "(H - 1)*S - 2*P + K"},
    counted="0",
    about="Each maximum goes back to its place; every other place is 0.",
    source="torch",
    place="MaxUnpool1d: Shape",
)
