"""∂μ/∂x."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="layer-norm.mean-by-input",
    title="The mean of a sample by an entry",
    model="layer-norm",
    as_printed=r"\frac{\partial m_n}{\partial x_{ij}} = \frac{\delta_{ni}}{C}",
    source="torch",
    place="LayerNorm: the formula, differentiated",
)
