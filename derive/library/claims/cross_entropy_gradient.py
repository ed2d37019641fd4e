"""∂L/∂z_k = p_k − y_k when Σy = 1."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="cross-entropy.gradient",
    title="The gradient of softmax cross-entropy",
    model="cross-entropy",
    target=r"\frac{\partial L}{\partial z_i}",
    words=("p", "y"),
    uses=("softmax.jacobian",),
    lead=r"\frac{\partial L}{\partial Zi}",
    as_printed="= Pi - Yi",
    notation={"Zi": "z_i", "Pi": "p_i", "Yi": "y_i"},
    assume=(r"\sum_{i=1}^{n} y_i = 1",),
    source="grad-problems",
    place="Problem 3(c), last line",
    line=130,
    about=r"What is sent back is the difference between what is predicted and what is right. The logarithm of the loss undoes the exponential of the softmax: the gradient is small only where the prediction is good.",
)
