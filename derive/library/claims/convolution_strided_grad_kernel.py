"""∂L/∂v: the gradient spread by the stride, correlated with the padded input."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="convolution-strided.grad-kernel",
    title="The gradient by the kernel, with stride, padding and dilation",
    model="convolution-strided",
    as_printed=r"\frac{\partial L}{\partial v_k} = \sum_{t=1}^{T} g_t x_{(t-1)S + (k-1)Q + 1 - P} [1 \le (t-1)S + (k-1)Q + 1 - P \le N]",
    source="torch",
    place="Conv1d: Shape, differentiated",
)
