"""y = A x, for every size."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="convolution-matrix.product",
    title="The convolution is a product with the matrix",
    model="convolution-matrix",
    as_printed=r"y_t = \sum_{s=1}^{T+K-1} A_{ts} x_s",
    source="dumoulin",
    place="section 4.1",
)
