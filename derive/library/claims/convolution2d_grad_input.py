"""∂L/∂x."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="convolution2d.grad-input",
    title="The gradient by the input, along two axes",
    model="convolution2d",
    as_printed=r"\frac{\partial L}{\partial x_{crs}} = \sum_{f=1}^{F} \sum_{k=1}^{K} \sum_{m=1}^{M} v_{fckm} g_{f,r-k+1,s-m+1} [1 \le r-k+1 \le H] [1 \le s-m+1 \le W]",
    source="torch",
    place="Conv2d: the formula, differentiated",
)
