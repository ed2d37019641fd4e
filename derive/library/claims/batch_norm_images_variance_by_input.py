"""∂v/∂x."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="batch-norm-images.variance-by-input",
    title="The variance of a channel by an entry of the input",
    model="batch-norm-images",
    as_printed=r"\frac{\partial v_c}{\partial x_{ikj}} = \frac{2}{N P} (x_{ikc} - m_c) \delta_{cj}",
    source="torch",
    place="BatchNorm2d: the formula, differentiated",
    uses=(
        "batch-norm-images.mean-by-input",
        "batch-norm-images.centred",
    ),
)
