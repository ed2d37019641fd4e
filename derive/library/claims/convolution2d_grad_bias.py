"""∂L/∂b."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="convolution2d.grad-bias",
    title="The gradient by the bias, along two axes",
    model="convolution2d",
    as_printed=r"\frac{\partial L}{\partial b_f} = \sum_{p=1}^{H} \sum_{q=1}^{W} g_{fpq}",
    source="torch",
    place="Conv2d: the formula, differentiated",
    words=("g",),
)
