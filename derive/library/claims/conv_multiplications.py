"""The multiplications of a convolution."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.multiplications",
    title="The multiplications of a convolution",
    model="conv-counts",
    as_printed=r"\text{Multiplications} = Channels_{in} * Kernel_x * Kernel_y * Channels_{out} * H_{out} * W_{out}",
    notation={
        r"\text{Multiplications}": "M",
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
)
