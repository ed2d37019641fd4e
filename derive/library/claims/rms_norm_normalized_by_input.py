"""∂h/∂x."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="rms-norm.normalized-by-input",
    title="The normalized entries by an entry",
    model="rms-norm",
    as_printed=r"\frac{\partial h_{nc}}{\partial x_{ij}} = \frac{1}{r_n} \left(\delta_{cj} - \frac{h_{nc} h_{nj}}{C}\right) \delta_{ni}",
    source="torch",
    place="RMSNorm: the formula, differentiated",
    uses=("rms-norm.root-by-input",),
)
