"""∂L/∂b."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="convolution-strided.grad-bias",
    title="The gradient by the bias",
    model="convolution-strided",
    as_printed=r"\frac{\partial L}{\partial b} = \sum_{t=1}^{T} g_t",
    source="torch",
    place="Conv1d: Shape, differentiated",
)
