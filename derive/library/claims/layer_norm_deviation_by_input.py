"""∂s/∂x."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="layer-norm.deviation-by-input",
    title="The standard deviation of a sample by an entry",
    model="layer-norm",
    as_printed=r"\frac{\partial s_n}{\partial x_{ij}} = \frac{x_{nj} - m_n}{C s_n} \delta_{ni}",
    source="torch",
    place="LayerNorm: the formula, differentiated",
    uses=("layer-norm.variance-by-input",),
)
