"""∂ℓ_i/∂z_k = δ_ik − p_k."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="log-softmax.gradient",
    title="The gradient of log-softmax",
    model="log-softmax",
    as_printed=r"\frac{\partial \ell_i}{\partial z_k} = \delta_{ik} - p_k",
    source="murphy",
    place="§10.3.2",
    words=("p",),
)
