"""The weight stands T times in the gradient through T steps."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="vanishing-gradient.product",
    title="The weight stands T times in the gradient through T steps",
    model="vanishing-gradient",
    as_printed=r"J = w^{T} \prod_{t=1}^{T} s_t",
    source="pascanu",
    place="section 2.1",
)
