"""∂s/∂x."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="batch-norm.deviation-by-input",
    title="The standard deviation by an entry of the input",
    model="batch-norm",
    as_printed=r"\frac{\partial s_c}{\partial x_{ij}} = \frac{x_{ic} - m_c}{N s_c} \delta_{cj}",
    source="torch",
    place="BatchNorm1d: the formula, differentiated",
    uses=("batch-norm.variance-by-input",),
)
