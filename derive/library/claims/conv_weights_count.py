"""The parameters, without biases."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.weights-count",
    title="The parameters, without biases",
    model="conv-counts",
    as_printed=r"\text{Trainable parameters} = Channels_{in} * Kernel_x * Kernel_y * Channels_{out}",
    as_meant=r"\text{Trainable parameters} = Channels_{in} * Kernel_x * Kernel_y * Channels_{out} + Channels_{out}",
    assume_meant=("B = F",),
    notation={
        r"\text{Trainable parameters}": "N",
        "Channels_{in}": "C",
        "Kernel_x": "K",
        "Kernel_y": "L",
        "Channels_{out}": "F",
        "H_{out}": "Y",
        "W_{out}": "X",
    },
    source="tpdl-hw8",
    place="2.2",
    line=131,
    remarks=("The biases are left out, one for each output channel; right for a convolution without them.",),
)
