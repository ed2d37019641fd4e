"""∂L/∂x = Aᵀ ∂L/∂y, for every size."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="convolution-matrix.grad-input",
    title="The gradient by the input is a product with the transposed matrix",
    model="convolution-matrix",
    as_printed=r"\frac{\partial L}{\partial x_s} = \sum_{t=1}^{T} A_{ts} g_t",
    source="dumoulin",
    place="section 4.1",
)
