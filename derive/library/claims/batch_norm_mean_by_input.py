"""∂μ/∂x."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="batch-norm.mean-by-input",
    title="The mean by an entry of the input",
    model="batch-norm",
    as_printed=r"\frac{\partial m_c}{\partial x_{ij}} = \frac{\delta_{cj}}{N}",
    source="torch",
    place="BatchNorm1d: the formula, differentiated",
)
