"""∂v/∂x: the mean's own share adds up to 0."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="batch-norm.variance-by-input",
    title="The variance by an entry of the input",
    model="batch-norm",
    as_printed=r"\frac{\partial v_c}{\partial x_{ij}} = \frac{2}{N} (x_{ic} - m_c) \delta_{cj}",
    source="torch",
    place="BatchNorm1d: the formula, differentiated",
    uses=(
        "batch-norm.mean-by-input",
        "batch-norm.centred",
    ),
)
