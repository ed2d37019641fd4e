"""∂L/∂γ."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="rms-norm.grad-scale",
    title="The gradient of root-mean-square normalization by its scale",
    model="rms-norm",
    as_printed=r"\frac{\partial L}{\partial \gamma_c} = \sum_{n=1}^{N} g_{nc} h_{nc}",
    source="torch",
    place="RMSNorm: the formula, differentiated",
    words=(
        "g",
        "h",
    ),
)
