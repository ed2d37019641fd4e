"""tf.keras.layers.ConvLSTM2D; Shi et al. (2015)."""

from derive.records.entries import Layer, Window

ENTRY = Layer(
    id="conv-lstm2d",
    title="Convolutional long short-term memory",
    letters={
        "C": "size: the channels",
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
    },
    defaults={"S": "1", "P": "0", "D": "1", "T": "1", "Q": "0", "E": "1"},
    words={
        "channels": ("C",),
        "filters": ("F",),
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
    parameters={
        "kernel": ("K", "L", "C", "4 * F"),
        "recurrent_kernel": ("K", "L", "F", "4 * F"),
        "bias": ("4 * F",),
    },
    optional=("bias",),
    operations={"multiplications": "Y * X * (4 * F * K * L * (C + F) + 3 * F)"},
    documented={"Y": "floor((H + 2*P - D*(K - 1) - 1)/S + 1)", "X": "floor((W + 2*Q - E*(L - 1) - 1)/T + 1)"},
    counted="4*F*(K*L*(C + F) + 1)",
    about="One step: the input convolved as by conv2d, the state with zeros that keep its size.",
    source="tensorflow",
    place="tf.keras.layers.ConvLSTM2D: Arguments, Output shape",
)
