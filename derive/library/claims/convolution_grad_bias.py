"""∂L/∂b: the gradients of all places added up."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="convolution.grad-bias",
    title="The gradient by the bias",
    model="convolution",
    as_printed=r"\frac{\partial L}{\partial b_f} = \sum_{t=1}^{T} g_{ft}",
    source="torch",
    place="Conv1d: the formula, differentiated",
    words=("g",),
)
