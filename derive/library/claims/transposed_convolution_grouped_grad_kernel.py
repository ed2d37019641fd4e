"""∂L/∂v."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="transposed-convolution-grouped.grad-kernel",
    title="The gradient of a transposed convolution in groups by its kernel",
    model="transposed-convolution-grouped",
    as_printed=r"\frac{\partial L}{\partial v_{qcfk}} = \sum_{n=1}^{N} x_{qcn} g_{q,f,(n-1)S+(k-1)Q+1-P} [1 \le (n-1)S+(k-1)Q+1-P \le T]",
    source="torch",
    place="ConvTranspose1d, groups, differentiated",
)
