"""∂L/∂b."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="convolution2d-strided.grad-bias",
    title="The gradient by the bias of a convolution along two axes, with stride, padding and dilation",
    model="convolution2d-strided",
    as_printed=r"\frac{\partial L}{\partial b_f} = \sum_{u=1}^{U} \sum_{w=1}^{V} g_{fuw}",
    source="torch",
    place="Conv2d: Shape, differentiated",
)
