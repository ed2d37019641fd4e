"""λ_t from λ_{t+1}."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="rnn.adjoint",
    title="The recurrence of the adjoints of a recurrent network",
    model="rnn",
    as_printed=r"\frac{\partial E}{\partial h_{sk}} = g_{sk} + \sum_{j=1}^{H} \lambda_{s+1,j} (1 - f_{sj}^2) U_{jk}",
    source="dlbook",
    place="§10.2.2",
    words=("f",),
    remarks=(r"In matrices: \(\lambda_t = g_t + U^T (\lambda_{t+1} \odot (1 - h_{t+1}^2))\).",),
)
