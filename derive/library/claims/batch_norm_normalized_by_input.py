"""∂x̂/∂x."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="batch-norm.normalized-by-input",
    title="The normalized entries by an entry of the input",
    model="batch-norm",
    as_printed=r"\frac{\partial h_{nc}}{\partial x_{ij}} = \frac{1}{s_c} \left(\delta_{ni} - \frac{1}{N} - \frac{h_{nc} h_{ic}}{N}\right) \delta_{cj}",
    source="torch",
    place="BatchNorm1d: the formula, differentiated",
    uses=(
        "batch-norm.mean-by-input",
        "batch-norm.deviation-by-input",
    ),
)
