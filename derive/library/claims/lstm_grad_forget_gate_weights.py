"""∂L/∂U^(f): a sum over time."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.grad-forget-gate-weights",
    title="The gradient by the state's weights of the forget gate",
    model="lstm",
    as_printed=r"\frac{\partial E}{\partial U^{(f)}_{jk}} = \sum_{t=1}^{T} \mu_{t+1,j} c_{tj} f_{tj} (1 - f_{tj}) h_{tk}",
    source="torch",
    place="LSTM: the formulas, differentiated",
)
