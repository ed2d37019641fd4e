"""A convolution of each channel by itself, then 1 × 1."""

from derive.records.entries import Layer, Part

ENTRY = Layer(
    id="depthwise-separable",
    title="Depthwise-separable convolution",
    letters={
        "C": "size: the channels",
        "H": "size: the height",
        "W": "size: the width",
        "F": "size: the filters",
        "K": "size: the window",
    },
    words={
        "channels": ("C",),
        "size": ("H", "W"),
        "height": ("H",),
        "width": ("W",),
        "filters": ("F",),
        "kernel": ("K",),
    },
    defaults={"H": "1", "W": "1", "K": "3"},
    input=("C", "H", "W"),
    parts=(
        Part("conv2d", "filters=C, kernel=K, padding=(K - 1)/2, groups=C"),
        Part("conv2d", "filters=F, kernel=1"),
    ),
    requires={"mod(K, 2) = 1": "the window is odd, so that the padding keeps the size"},
    counted="(C*K*K + C) + (C*F + F)",
    source="torch",
)
