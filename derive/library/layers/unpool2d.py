"""torch.nn.MaxUnpool2d."""

from derive.records.entries import Layer, Window

ENTRY = Layer(
    id="unpool2d",
    title="Unpooling along two axes",
    letters={
        "C": "size: the channels",
        "H": "size: the height of the input",
        "K": "size: the height of the window",
        "S": "size: the stride",
        "P": "integer: the places added on either side before",
        "W": "size: the width of the input",
        "L": "size: the width of the window",
        "T": "size: the stride",
        "Q": "integer: the places added on either side before",
    },
    defaults={"S": "K", "P": "0", "T": "L", "Q": "0"},
    words={
        "channels": ("C",),
        "size": ("H", "W"),
        "kernel": ("K", "L"),
        "stride": ("S", "T"),
        "padding": ("P", "Q"),
        "height": ("H",),
        "width": ("W",),
    },
    input=("C", "H", "W"),
    output=("C", "Y", "X"),
    windows=(
        Window("Y", "H", kernel="K", stride="S", padding="P", transposed=True),
        Window("X", "W", kernel="L", stride="T", padding="Q", transposed=True),
    ),
    documented={"Y": "(H - 1)*S - 2*P + K", "X": "(W - 1)*T - 2*Q + L"},
    counted="0",
    about="Each maximum goes back to its place; every other place is 0.",
    source="torch",
    place="MaxUnpool2d: Shape",
)
