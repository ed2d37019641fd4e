"""∂L/∂U: a sum over time."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="rnn.grad-state-weights",
    title="The gradient of a recurrent network by the weights of the state",
    model="rnn",
    as_printed=r"\frac{\partial E}{\partial U_{jk}} = \sum_{t=1}^{T} \lambda_{t+1,j} (1 - f_{tj}^2) h_{tk}",
    source="dlbook",
    place="§10.2.2",
    words=("f",),
)
