"""tf.keras.layers.SeparableConv2D: the convolution of each channel has no bias."""

from derive.records.entries import Layer, Window

ENTRY = Layer(
    id="separable-conv2d",
    title="Depthwise-separable convolution with one bias",
    letters={
        "C": "size: the channels",
        "F": "size: the filters, one for each channel of the output",
        "M": "size: the filters of each channel",
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
    },
    defaults={"M": "1", "S": "1", "P": "0", "D": "1", "T": "1", "Q": "0", "E": "1"},
    words={
        "channels": ("C",),
        "filters": ("F",),
        "multiplier": ("M",),
        "size": ("H", "W"),
        "kernel": ("K", "L"),
        "stride": ("S", "T"),
        "padding": ("P", "Q"),
        "dilation": ("D", "E"),
        "height": ("H",),
        "width": ("W",),
    },
    input=("C", "H", "W"),
    output=("F", "Y", "X"),
    windows=(
        Window("Y", "H", kernel="K", stride="S", padding="P", dilation="D"),
        Window("X", "W", kernel="L", stride="T", padding="Q", dilation="E"),
    ),
    parameters={"depthwise_kernel": ("K", "L", "C", "M"), "pointwise_kernel": ("C * M", "F"), "bias": ("F",)},
    optional=("bias",),
    operations={"multiplications": "Y * X * (K * L * C * M + C * M * F)"},
    documented={"Y": "floor((H + 2*P - D*(K - 1) - 1)/S + 1)", "X": "floor((W + 2*Q - E*(L - 1) - 1)/T + 1)"},
    counted="K*L*C*M + C*M*F + F",
    source="tensorflow",
    place="tf.keras.layers.SeparableConv2D: Arguments, Output shape",
)
