"""∂x̂/∂x."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="layer-norm.normalized-by-input",
    title="The normalized entries of a sample by an entry",
    model="layer-norm",
    as_printed=r"\frac{\partial h_{nc}}{\partial x_{ij}} = \frac{1}{s_n} \left(\delta_{cj} - \frac{1}{C} - \frac{h_{nc} h_{nj}}{C}\right) \delta_{ni}",
    source="torch",
    place="LayerNorm: the formula, differentiated",
    uses=(
        "layer-norm.mean-by-input",
        "layer-norm.deviation-by-input",
    ),
)
