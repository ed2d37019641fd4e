"""∂L/∂x in closed form, the statistics taken over samples and pixels."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="batch-norm-images.grad-input",
    title="The gradient of batch normalization of channels by its input",
    model="batch-norm-images",
    as_printed=r"\frac{\partial L}{\partial x_{ikj}} = \frac{\gamma_j}{N P s_j} \left( N P g_{ikj} - \sum_{n=1}^{N} \sum_{p=1}^{P} g_{npj} - h_{ikj} \sum_{n=1}^{N} \sum_{p=1}^{P} g_{npj} h_{npj} \right)",
    source="batchnorm",
    place="section 3.2: a normalized set for each feature map",
    uses=("batch-norm-images.normalized-by-input",),
    remarks=(
        r"As for nodes, with the \(N P\) entries of a channel in place of the \(N\) entries of a node.",
    ),
)
