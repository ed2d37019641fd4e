"""∂L/∂b."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="transposed-convolution.grad-bias",
    title="The gradient of a transposed convolution by its bias",
    model="transposed-convolution",
    as_printed=r"\frac{\partial L}{\partial b} = \sum_{t=1}^{T} g_t",
    source="torch",
    place="ConvTranspose1d: the formula, differentiated",
    remarks=("Every output has the bias once, those of the output padding too.",),
)
