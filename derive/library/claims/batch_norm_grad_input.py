"""∂L/∂x in closed form."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="batch-norm.grad-input",
    title="The gradient of batch normalization by its input",
    model="batch-norm",
    as_printed=r"\frac{\partial L}{\partial x_{ij}} = \frac{\gamma_j}{N s_j} \left( N g_{ij} - \sum_{n=1}^{N} g_{nj} - h_{ij} \sum_{n=1}^{N} g_{nj} h_{nj} \right)",
    source="batchnorm",
    place="section 3",
    uses=("batch-norm.normalized-by-input",),
    remarks=(
        r"The gradient, less its mean, less its component along \(h\): what the mean and the variance take away.",
    ),
    about=r"The output does not change when a constant is added to a node's input, and hardly when the input is stretched: so the gradient has no part along the constant, and hardly one along the normalized input.",
)
