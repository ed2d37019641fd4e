"""torch.nn.ConvTranspose1d."""

from derive.records.entries import Layer, Window

ENTRY = Layer(
    id="transposed-conv1d",
    title="Transposed convolution along one axis",
    letters={
        "C": "size: the channels of the input",
        "F": "size: the filters, one for each channel of the output",
        "H": "size: the length of the input",
        "K": "size: the length of the window",
        "S": "size: the stride",
        "P": "integer: the zeros added on either side",
        "D": "size: the dilation",
        "O": "integer: what is added to one side of the output",
        "G": "size: the groups",
    },
    defaults={"S": "1", "P": "0", "D": "1", "O": "0", "G": "1"},
    words={
        "channels": ("C",),
        "filters": ("F",),
        "groups": ("G",),
        "size": ("H",),
        "kernel": ("K",),
        "stride": ("S",),
        "padding": ("P",),
        "dilation": ("D",),
        "extra": ("O",),
        "length": ("H",),
    },
    input=("C", "H"),
    output=("F", "Y"),
    windows=(
        Window("Y", "H", kernel="K", stride="S", padding="P", dilation="D", extra="O", transposed=True),
    ),
    parameters={"weight": ("C", "F / G", "K"), "bias": ("F",)},
    optional=("bias",),
    operations={"multiplications": "C * (F / G) * H * K", "additions": "C * (F / G) * H * K"},
    requires={
        "mod(C, G) = 0": "the groups divide the channels",
        "mod(F, G) = 0": "the groups divide the filters",
    },
    documented={
        "Y": "(H - 1)*S - 2*P + D*(K - 1) + O + 1",
    },
    counted="F*(C/G)*K + F",
    source="torch",
    place="ConvTranspose1d: Shape, Variables",
)
