"""∂L/∂x in closed form."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="layer-norm.grad-input",
    title="The gradient of layer normalization by its input",
    model="layer-norm",
    as_printed=r"\frac{\partial L}{\partial x_{ij}} = \frac{1}{C s_i} \left( C \gamma_j g_{ij} - \sum_{c=1}^{C} \gamma_c g_{ic} - h_{ij} \sum_{c=1}^{C} \gamma_c g_{ic} h_{ic} \right)",
    source="layernorm",
    place="section 3",
    uses=("layer-norm.normalized-by-input",),
)
