"""∂L/∂x in closed form."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="rms-norm.grad-input",
    title="The gradient of root-mean-square normalization by its input",
    model="rms-norm",
    as_printed=r"\frac{\partial L}{\partial x_{ij}} = \frac{1}{C r_i} \left( C \gamma_j g_{ij} - h_{ij} \sum_{c=1}^{C} \gamma_c g_{ic} h_{ic} \right)",
    source="rmsnorm",
    place="section 4",
    uses=("rms-norm.normalized-by-input",),
)
