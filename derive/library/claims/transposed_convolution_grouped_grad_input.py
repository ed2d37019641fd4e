"""∂L/∂x: a convolution of g in the same groups."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="transposed-convolution-grouped.grad-input",
    title="The gradient of a transposed convolution in groups by its input",
    model="transposed-convolution-grouped",
    as_printed=r"\frac{\partial L}{\partial x_{qcn}} = \sum_{f=1}^{F} \sum_{k=1}^{K} v_{qcfk} g_{q,f,(n-1)S+(k-1)Q+1-P} [1 \le (n-1)S+(k-1)Q+1-P \le T]",
    source="torch",
    place="ConvTranspose1d, groups, differentiated",
)
