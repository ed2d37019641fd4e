"""∂L/∂β."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="batch-norm-images.grad-shift",
    title="The gradient of batch normalization of channels by its shift",
    model="batch-norm-images",
    as_printed=r"\frac{\partial L}{\partial \beta_c} = \sum_{n=1}^{N} \sum_{p=1}^{P} g_{npc}",
    source="batchnorm",
    place="section 3",
    words=("g",),
)
