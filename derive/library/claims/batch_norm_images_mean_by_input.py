"""∂μ/∂x."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="batch-norm-images.mean-by-input",
    title="The mean of a channel by an entry of the input",
    model="batch-norm-images",
    as_printed=r"\frac{\partial m_c}{\partial x_{ikj}} = \frac{\delta_{cj}}{N P}",
    source="torch",
    place="BatchNorm2d: the formula, differentiated",
)
