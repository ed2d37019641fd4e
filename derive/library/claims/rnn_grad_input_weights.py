"""∂L/∂W: a sum over time."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="rnn.grad-input-weights",
    title="The gradient of a recurrent network by the weights of the input",
    model="rnn",
    as_printed=r"\frac{\partial E}{\partial W_{jl}} = \sum_{t=1}^{T} \lambda_{t+1,j} (1 - f_{tj}^2) x_{tl}",
    source="dlbook",
    place="§10.2.2",
    words=("f",),
)
