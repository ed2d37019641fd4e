"""∂L/∂v."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="convolution-grouped.grad-kernel",
    title="The gradient by the kernel, in groups",
    model="convolution-grouped",
    as_printed=r"\frac{\partial L}{\partial v_{nfck}} = \sum_{t=1}^{T} g_{nft} x_{n,c,t+k-1}",
    source="torch",
    place="Conv1d, groups, differentiated",
    words=("g",),
)
