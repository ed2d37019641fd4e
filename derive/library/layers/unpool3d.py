"""torch.nn.MaxUnpool3d."""

from derive.records.entries import Layer, Window

ENTRY = Layer(
    id="unpool3d",
    title="Unpooling along three axes",
    letters={
        "C": "size: the channels",
        "H": "size: the depth of the input",
        "K": "size: the depth of the window",
        "S": "size: the stride",
        "P": "integer: the places added on either side before",
        "W": "size: the height of the input",
        "L": "size: the height of the window",
        "T": "size: the stride",
        "Q": "integer: the places added on either side before",
        "U": "size: the width of the input",
        "M": "size: the width of the window",
        "V": "size: the stride",
        "A": "integer: the places added on either side before",
    },
    defaults={"S": "K", "P": "0", "T": "L", "Q": "0", "V": "M", "A": "0"},
    words={
        "channels": ("C",),
        "size": ("H", "W", "U"),
        "kernel": ("K", "L", "M"),
        "stride": ("S", "T", "V"),
        "padding": ("P", "Q", "A"),
        "depth": ("H",),
        "height": ("W",),
        "width": ("U",),
    },
    input=("C", "H", "W", "U"),
    output=("C", "Y", "X", "Z"),
    windows=(
        Window("Y", "H", kernel="K", stride="S", padding="P", transposed=True),
        Window("X", "W", kernel="L", stride="T", padding="Q", transposed=True),
        Window("Z", "U", kernel="M", stride="V", padding="A", transposed=True),
    ),
    documented={"Y": "(H - 1)*S - 2*P + K", "X": "(W - 1)*T - 2*Q + L", "Z": "(U - 1)*V - 2*A + M"},
    counted="0",
    about="Each maximum goes back to its place; every other place is 0.",
    source="torch",
    place="MaxUnpool3d: Shape",
)
