"""torch.nn.Conv1d."""

from derive.records.entries import Layer, Window

ENTRY = Layer(
    id="conv1d",
    title="Convolution along one axis",
    letters={
        "C": "size: the channels of the input",
        "F": "size: the filters, one for each channel of the output",
        "H": "size: the length of the input",
        "K": "size: the length of the window",
        "S": "size: the stride",
        "P": "integer: the zeros added on either side",
        "D": "size: the dilation",
        "G": "size: the groups",
    },
    defaults={"S": "1", "P": "0", "D": "1", "G": "1"},
    words={
        "channels": ("C",),
        "filters": ("F",),
        "groups": ("G",),
        "size": ("H",),
        "kernel": ("K",),
        "stride": ("S",),
        "padding": ("P",),
        "dilation": ("D",),
        "length": ("H",),
    },
    input=("C", "H"),
    output=("F", "Y"),
    windows=(Window("Y", "H", kernel="K", stride="S", padding="P", dilation="D"),),
    parameters={"weight": ("F", "C / G", "K"), "bias": ("F",)},
    optional=("bias",),
    sums=("C / G", "K"),
    requires={
        "mod(C, G) = 0": "the groups divide the channels",
        "mod(F, G) = 0": "the groups divide the filters",
    },
    documented={
        "Y": "floor((H + 2*P - D*(K - 1) - 1)/S + 1)",
    },
    counted="F*(C/G)*K + F",
    source="torch",
    place="Conv1d: Shape, Variables",
)
