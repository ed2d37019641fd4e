"""torch.nn.MaxPool1d."""

from derive.records.entries import Layer, Window

ENTRY = Layer(
    id="pool1d",
    title="Pooling along one axis",
    letters={
        "C": "size: the channels",
        "H": "size: the length of the input",
        "K": "size: the length of the window",
        "S": "size: the stride",
        "P": "integer: the places added on either side",
        "D": "size: the dilation",
    },
    defaults={"S": "K", "P": "0", "D": "1"},
    words={
        "channels": ("C",),
        "size": ("H",),
        "kernel": ("K",),
        "stride": ("S",),
        "padding": ("P",),
        "dilation": ("D",),
        "length": ("H",),
    },
    input=("C", "H"),
    output=("C", "Y"),
    windows=(Window("Y", "H", kernel="K", stride="S", padding="P", dilation="D"),),
    operations={"comparisons": "C * Y * (K - 1)"},
    requires={"2 * P <= K": "the padding is at most half the window"},
    documented={"Y": "floor((H + 2*P - D*(K - 1) - 1)/S + 1)"},
    counted="0",
    source="torch",
    place="MaxPool1d: Shape",
)
