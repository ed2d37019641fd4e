"""∂²f/∂z_i∂z_k = p_i(δ_ik − p_k)."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="logsumexp.hessian",
    title="The Hessian of log-sum-exp",
    model="logsumexp",
    as_printed=r"\frac{\partial^2 f}{\partial z_i \partial z_k} = p_i \delta_{ik} - p_i p_k",
    source="boyd",
    place="§3.1.5",
    words=("p",),
    uses=("logsumexp.gradient",),
    remarks=("The source writes the matrix as diag(p) − ppᵀ, with p = z/(1ᵀz).",),
    about=r"The Hessian of log-sum-exp is the Jacobian of softmax, the covariance matrix of a label drawn with these probabilities; so log-sum-exp is convex.",
)
