"""∂r/∂x."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="rms-norm.root-by-input",
    title="The root mean square by an entry",
    model="rms-norm",
    as_printed=r"\frac{\partial r_n}{\partial x_{ij}} = \frac{x_{nj}}{C r_n} \delta_{ni}",
    source="torch",
    place="RMSNorm: the formula, differentiated",
)
