"""∂L/∂v."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="convolution2d.grad-kernel",
    title="The gradient by the kernel, along two axes",
    model="convolution2d",
    as_printed=r"\frac{\partial L}{\partial v_{fckm}} = \sum_{p=1}^{H} \sum_{q=1}^{W} g_{fpq} x_{c,p+k-1,q+m-1}",
    source="torch",
    place="Conv2d: the formula, differentiated",
    words=("g",),
)
