"""∂L/∂x."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="convolution2d-strided.grad-input",
    title="The gradient by the input of a convolution along two axes, with stride, padding and dilation",
    model="convolution2d-strided",
    as_printed=r"\frac{\partial L}{\partial x_{cpq}} = \sum_{f=1}^{F} \sum_{u=1}^{U} \sum_{w=1}^{V} \sum_{k=1}^{K} \sum_{m=1}^{M} g_{fuw} v_{fckm} [(u-1)S+(k-1)D+1-P = p] [(w-1)R+(m-1)E+1-O = q]",
    source="torch",
    place="Conv2d: Shape, differentiated",
)
