"""∂L/∂v: the input correlated with the gradient of the output."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="convolution.grad-kernel",
    title="The gradient by the kernel",
    model="convolution",
    as_printed=r"\frac{\partial L}{\partial v_{fck}} = \sum_{t=1}^{T} g_{ft} x_{c,t+k-1}",
    source="torch",
    place="Conv1d: the formula, differentiated",
    words=("g",),
    remarks=(
        "The input is correlated with the gradient of the output: a convolution again, with the gradient as its kernel.",
    ),
    about=r"A weight is used at every place, so its gradient is a sum over all places.",
)
