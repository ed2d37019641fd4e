"""∂L/∂b."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="transposed-convolution2d.grad-bias",
    title="The gradient by the bias of a transposed convolution along two axes",
    model="transposed-convolution2d",
    as_printed=r"\frac{\partial L}{\partial b_f} = \sum_{u=1}^{U} \sum_{w=1}^{V} g_{fuw}",
    source="torch",
    place="ConvTranspose2d: Shape, differentiated",
)
