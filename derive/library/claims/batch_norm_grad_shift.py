"""∂L/∂β."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="batch-norm.grad-shift",
    title="The gradient of batch normalization by its shift",
    model="batch-norm",
    as_printed=r"\frac{\partial L}{\partial \beta_c} = \sum_{n=1}^{N} g_{nc}",
    source="batchnorm",
    place="section 3",
    words=("g",),
)
