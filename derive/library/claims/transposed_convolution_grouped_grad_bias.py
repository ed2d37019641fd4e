"""∂L/∂b."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="transposed-convolution-grouped.grad-bias",
    title="The gradient of a transposed convolution in groups by its bias",
    model="transposed-convolution-grouped",
    as_printed=r"\frac{\partial L}{\partial b_{qf}} = \sum_{t=1}^{T} g_{qft}",
    source="torch",
    place="ConvTranspose1d, groups, differentiated",
)
