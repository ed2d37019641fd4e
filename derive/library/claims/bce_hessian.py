"""d²L/dz² = σ(z)(1 − σ(z))."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="bce.hessian",
    title="The second derivative of binary cross-entropy with logits",
    model="bce",
    words=("sigma",),
    uses=("bce.gradient", "sigmoid.derivative"),
    as_printed=r"\frac{\partial^2 L}{\partial z^2} = \sigma(z) (1 - \sigma(z))",
    source="murphy",
    place="§10.2.3",
)
