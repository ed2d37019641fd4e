"""∂L/∂w."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="depthwise-separable.grad-pointwise",
    title="The gradient by the weights across the channels",
    model="depthwise-separable",
    as_printed=r"\frac{\partial L}{\partial w_{fc}} = \sum_{t=1}^{T} g_{ft} h_{ct}",
    source="mobilenet",
    place="the factorized convolution, differentiated",
    words=(
        "g",
        "h",
    ),
)
