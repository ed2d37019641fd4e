"""∂L/∂b: a sum over time."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="rnn.grad-bias",
    title="The gradient of a recurrent network by the bias",
    model="rnn",
    as_printed=r"\frac{\partial E}{\partial b_j} = \sum_{t=1}^{T} \lambda_{t+1,j} (1 - f_{tj}^2)",
    source="dlbook",
    place="§10.2.2",
    words=("f",),
)
