"""∂L/∂v."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="depthwise-separable.grad-depthwise",
    title="The gradient by the kernel of a channel",
    model="depthwise-separable",
    as_printed=r"\frac{\partial L}{\partial v_{ck}} = \sum_{f=1}^{F} \sum_{t=1}^{T} g_{ft} w_{fc} x_{c,t+k-1}",
    source="mobilenet",
    place="the factorized convolution, differentiated",
    words=("g",),
)
