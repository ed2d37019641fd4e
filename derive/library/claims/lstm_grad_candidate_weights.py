"""∂L/∂U^(g): a sum over time."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.grad-candidate-weights",
    title="The gradient by the state's weights of the candidate",
    model="lstm",
    as_printed=r"\frac{\partial E}{\partial U^{(g)}_{jk}} = \sum_{t=1}^{T} \mu_{t+1,j} i_{tj} (1 - g_{tj}^2) h_{tk}",
    source="torch",
    place="LSTM: the formulas, differentiated",
)
