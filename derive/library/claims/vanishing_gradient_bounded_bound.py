"""|J| ≤ c^T."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="vanishing-gradient-bounded.bound",
    title="The gradient through T steps is bounded by a power",
    model="vanishing-gradient-bounded",
    as_printed=r"|J| \le c^{T}",
    source="pascanu",
    place="section 2.1",
    uses=("vanishing-gradient.product",),
    remarks=(r"For \(c < 1\) the gradient vanishes as \(T\) grows, however the steps go.",),
)
