"""∂s/∂x within a channel."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="batch-norm-images.deviation-by-input",
    title="The standard deviation of a channel by an entry of the input",
    model="batch-norm-images",
    as_printed=r"\frac{\partial s_c}{\partial x_{ikj}} = \frac{h_{ikc}}{N P} \delta_{cj}",
    source="torch",
    place="BatchNorm2d: the formula, differentiated",
    uses=("batch-norm-images.variance-by-input",),
)
