"""∂L/∂γ."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="layer-norm.grad-scale",
    title="The gradient of layer normalization by its scale",
    model="layer-norm",
    as_printed=r"\frac{\partial L}{\partial \gamma_c} = \sum_{n=1}^{N} g_{nc} h_{nc}",
    source="torch",
    place="LayerNorm: the formula, differentiated",
    words=(
        "g",
        "h",
    ),
)
