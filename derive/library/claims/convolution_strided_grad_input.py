"""∂L/∂x: the pairs of window and position that meet the place."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="convolution-strided.grad-input",
    title="The gradient by the input, with stride, padding and dilation",
    model="convolution-strided",
    as_printed=r"\frac{\partial L}{\partial x_s} = \sum_{t=1}^{T} \sum_{k=1}^{K} g_t v_k [(t-1)S + (k-1)Q + 1 - P = s]",
    source="torch",
    place="Conv1d: Shape, differentiated",
    remarks=(
        r"This is what a transposed convolution computes from \(g\): output place \(t\) sends \(g_t v_k\) to input place \((t-1)S + (k-1)Q + 1 - P\).",
    ),
)
