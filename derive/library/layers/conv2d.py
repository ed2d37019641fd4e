"""torch.nn.Conv2d."""

from derive.records.entries import Layer, Window

ENTRY = Layer(
    id="conv2d",
    title="Convolution along two axes",
    letters={
        "C": "size: the channels of the input",
        "F": "size: the filters, one for each channel of the output",
        "H": "size: the height of the input",
        "K": "size: the height of the window",
        "S": "size: the stride",
        "P": "integer: the zeros added on either side",
        "D": "size: the dilation",
        "W": "size: the width of the input",
        "L": "size: the width of the window",
        "T": "size: the stride",
        "Q": "integer: the zeros added on either side",
        "E": "size: the dilation",
        "G": "size: the groups",
    },
    defaults={"S": "1", "P": "0", "D": "1", "T": "1", "Q": "0", "E": "1", "G": "1"},
    words={
        "channels": ("C",),
        "filters": ("F",),
        "groups": ("G",),
        "size": (
            "H",
            "W",
        ),
        "kernel": (
            "K",
            "L",
        ),
        "stride": (
            "S",
            "T",
        ),
        "padding": (
            "P",
            "Q",
        ),
        "dilation": (
            "D",
            "E",
        ),
        "height": ("H",),
        "width": ("W",),
    },
    input=("C", "H", "W"),
    output=("F", "Y", "X"),
    windows=(
        Window("Y", "H", kernel="K", stride="S", padding="P", dilation="D"),
        Window("X", "W", kernel="L", stride="T", padding="Q", dilation="E"),
    ),
    parameters={"weight": ("F", "C / G", "K", "L"), "bias": ("F",)},
    optional=("bias",),
    sums=("C / G", "K", "L"),
    requires={
        "mod(C, G) = 0": "the groups divide the channels",
        "mod(F, G) = 0": "the groups divide the filters",
    },
    documented={
        "Y": "floor((H + 2*P - D*(K - 1) - 1)/S + 1)",
        "X": "floor((W + 2*Q - E*(L - 1) - 1)/T + 1)",
    },
    counted="F*(C/G)*K*L + F",
    source="torch",
    place="Conv2d: Shape, Variables",
)
