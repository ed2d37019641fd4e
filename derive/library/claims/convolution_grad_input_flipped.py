"""∂L/∂x: the padded gradient, convolved with the kernel read backwards."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="convolution.grad-input-flipped",
    title="The gradient by the input is a convolution with the flipped kernel",
    model="convolution",
    as_printed=r"\frac{\partial L}{\partial x_{cs}} = \sum_{f=1}^{F} \sum_{k=1}^{K} u_{fck} p_{f,s+k-1}",
    source="dumoulin",
    place="section 4",
    remarks=(
        r"The gradient is padded with \(K - 1\) zeros on either side, and the windows slide over it with the kernel read backwards: a transposed convolution.",
    ),
)
