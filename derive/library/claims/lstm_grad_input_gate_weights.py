"""∂L/∂U^(i): a sum over time."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.grad-input-gate-weights",
    title="The gradient by the state's weights of the input gate",
    model="lstm",
    as_printed=r"\frac{\partial E}{\partial U^{(i)}_{jk}} = \sum_{t=1}^{T} \mu_{t+1,j} g_{tj} i_{tj} (1 - i_{tj}) h_{tk}",
    source="torch",
    place="LSTM: the formulas, differentiated",
)
