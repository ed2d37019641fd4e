"""The additions of a convolution."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.additions",
    title="The additions of a convolution",
    model="conv-counts",
    as_printed=r"\text{Sum operations} = Channels_{in} * Channels_{out} * H_{out} * W_{out}",
    as_meant=r"\text{Sum operations} = (Channels_{in} * Kernel_x * Kernel_y - 1) * Channels_{out} * H_{out} * W_{out}",
    notation={
        r"\text{Sum operations}": "A",
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
    remarks=("A sum of C·K·L products takes C·K·L − 1 additions, and one more where there is a bias.",),
)
