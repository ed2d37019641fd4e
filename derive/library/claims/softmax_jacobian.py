"""∂p_i/∂z_k = p_i(δ_ik − p_k)."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.jacobian",
    title="The Jacobian of softmax",
    model="softmax",
    target=r"\frac{\partial p_i}{\partial z_k}",
    words=("p",),
    lead=r"\frac{\partial Pi}{\partial Zk}",
    as_printed=r"= Pi (\delta ik - Pk)",
    notation={"Pi": "p_i", "Pk": "p_k", "Zk": "z_k", r"\delta ik": r"\delta_{ik}"},
    source="grad-problems",
    place="Problem 3(b), last line",
    line=103,
    about=r"Every probability depends on every score, for all have the same denominator: a higher \(z_k\) raises \(p_k\) and lowers all the others. The Jacobian is symmetric, and each of its columns adds up to zero, as the probabilities always add up to one.",
)
