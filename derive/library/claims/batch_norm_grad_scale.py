"""∂L/∂γ."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="batch-norm.grad-scale",
    title="The gradient of batch normalization by its scale",
    model="batch-norm",
    as_printed=r"\frac{\partial L}{\partial \gamma_c} = \sum_{n=1}^{N} g_{nc} h_{nc}",
    source="batchnorm",
    place="section 3",
    words=(
        "g",
        "h",
    ),
)
