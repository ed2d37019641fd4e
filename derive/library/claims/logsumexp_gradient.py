"""∂f/∂z_k = p_k."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="logsumexp.gradient",
    title="The gradient of log-sum-exp",
    model="logsumexp",
    as_printed=r"\frac{\partial f}{\partial z_k} = \frac{e^{z_k}}{\sum_{j=1}^{n} e^{z_j}} = p_k",
    source="boyd",
    place="§3.1.5",
    words=("p",),
)
