"""∂x̂/∂x within a channel."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="batch-norm-images.normalized-by-input",
    title="The normalized entries of a channel by an entry of the input",
    model="batch-norm-images",
    as_printed=r"\frac{\partial h_{npc}}{\partial x_{ikj}} = \frac{1}{s_c} \left(\delta_{ni} \delta_{pk} - \frac{1}{N P} - \frac{h_{npc} h_{ikc}}{N P}\right) \delta_{cj}",
    source="torch",
    place="BatchNorm2d: the formula, differentiated",
    uses=(
        "batch-norm-images.mean-by-input",
        "batch-norm-images.deviation-by-input",
    ),
)
