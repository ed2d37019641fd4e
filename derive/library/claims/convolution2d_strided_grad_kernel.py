"""∂L/∂v."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="convolution2d-strided.grad-kernel",
    title="The gradient by the kernel of a convolution along two axes, with stride, padding and dilation",
    model="convolution2d-strided",
    as_printed=r"\frac{\partial L}{\partial v_{fckm}} = \sum_{u=1}^{U} \sum_{w=1}^{V} g_{fuw} x_{c,(u-1)S+(k-1)D+1-P,(w-1)R+(m-1)E+1-O} [1 \le (u-1)S+(k-1)D+1-P \le H] [1 \le (w-1)R+(m-1)E+1-O \le W]",
    source="torch",
    place="Conv2d: Shape, differentiated",
)
