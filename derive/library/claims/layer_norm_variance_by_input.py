"""∂v/∂x."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="layer-norm.variance-by-input",
    title="The variance of a sample by an entry",
    model="layer-norm",
    as_printed=r"\frac{\partial v_n}{\partial x_{ij}} = \frac{2}{C} (x_{nj} - m_n) \delta_{ni}",
    source="torch",
    place="LayerNorm: the formula, differentiated",
    uses=(
        "layer-norm.mean-by-input",
        "layer-norm.centred",
    ),
)
