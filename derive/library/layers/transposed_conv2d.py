"""torch.nn.ConvTranspose2d."""

from derive.records.entries import Layer, Window

ENTRY = Layer(
    id="transposed-conv2d",
    title="Transposed convolution along two axes",
    letters={
        "C": "size: the channels of the input",
        "F": "size: the filters, one for each channel of the output",
        "H": "size: the height of the input",
        "K": "size: the height of the window",
        "S": "size: the stride",
        "P": "integer: the zeros added on either side",
        "D": "size: the dilation",
        "O": "integer: what is added to one side of the output",
        "W": "size: the width of the input",
        "L": "size: the width of the window",
        "T": "size: the stride",
        "Q": "integer: the zeros added on either side",
        "E": "size: the dilation",
        "R": "integer: what is added to one side of the output",
        "G": "size: the groups",
    },
    defaults={"S": "1", "P": "0", "D": "1", "O": "0", "T": "1", "Q": "0", "E": "1", "R": "0", "G": "1"},
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
        "extra": (
            "O",
            "R",
        ),
        "height": ("H",),
        "width": ("W",),
    },
    input=("C", "H", "W"),
    output=("F", "Y", "X"),
    windows=(
        Window("Y", "H", kernel="K", stride="S", padding="P", dilation="D", extra="O", transposed=True),
        Window("X", "W", kernel="L", stride="T", padding="Q", dilation="E", extra="R", transposed=True),
    ),
    parameters={"weight": ("C", "F / G", "K", "L"), "bias": ("F",)},
    optional=("bias",),
    operations={"multiplications": "C * (F / G) * H * W * K * L", "additions": "C * (F / G) * H * W * K * L"},
    requires={
        "mod(C, G) = 0": "the groups divide the channels",
        "mod(F, G) = 0": "the groups divide the filters",
    },
    documented={
        "Y": "(H - 1)*S - 2*P + D*(K - 1) + O + 1",
        "X": "(W - 1)*T - 2*Q + E*(L - 1) + R + 1",
    },
    counted="F*(C/G)*K*L + F",
    source="torch",
    place="ConvTranspose2d: Shape, Variables",
)
