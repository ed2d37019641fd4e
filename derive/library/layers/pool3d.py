"""torch.nn.MaxPool3d."""

from derive.records.entries import Layer, Window

ENTRY = Layer(
    id="pool3d",
    title="Pooling along three axes",
    letters={
        "C": "size: the channels",
        "H": "size: the depth of the input",
        "K": "size: the depth of the window",
        "S": "size: the stride",
        "P": "integer: the places added on either side",
        "D": "size: the dilation",
        "W": "size: the height of the input",
        "L": "size: the height of the window",
        "T": "size: the stride",
        "Q": "integer: the places added on either side",
        "E": "size: the dilation",
        "U": "size: the width of the input",
        "M": "size: the width of the window",
        "V": "size: the stride",
        "A": "integer: the places added on either side",
        "B": "size: the dilation",
    },
    defaults={"S": "K", "P": "0", "D": "1", "T": "L", "Q": "0", "E": "1", "V": "M", "A": "0", "B": "1"},
    words={
        "channels": ("C",),
        "size": (
            "H",
            "W",
            "U",
        ),
        "kernel": (
            "K",
            "L",
            "M",
        ),
        "stride": (
            "S",
            "T",
            "V",
        ),
        "padding": (
            "P",
            "Q",
            "A",
        ),
        "dilation": (
            "D",
            "E",
            "B",
        ),
        "depth": ("H",),
        "height": ("W",),
        "width": ("U",),
    },
    input=("C", "H", "W", "U"),
    output=("C", "Y", "X", "Z"),
    windows=(
        Window("Y", "H", kernel="K", stride="S", padding="P", dilation="D"),
        Window("X", "W", kernel="L", stride="T", padding="Q", dilation="E"),
        Window("Z", "U", kernel="M", stride="V", padding="A", dilation="B"),
    ),
    operations={"comparisons": "C * Y * X * Z * (K * L * M - 1)"},
    requires={
        "2 * P <= K": "the padding is at most half the window",
        "2 * Q <= L": "the padding is at most half the window",
        "2 * A <= M": "the padding is at most half the window",
    },
    documented={
        "Y": "floor((H + 2*P - D*(K - 1) - 1)/S + 1)",
        "X": "floor((W + 2*Q - E*(L - 1) - 1)/T + 1)",
        "Z": "floor((U + 2*A - B*(M - 1) - 1)/V + 1)",
    },
    counted="0",
    source="torch",
    place="MaxPool3d: Shape",
)
