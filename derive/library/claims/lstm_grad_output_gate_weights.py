"""∂L/∂U^(o): a sum over time."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.grad-output-gate-weights",
    title="The gradient by the state's weights of the output gate",
    model="lstm",
    as_printed=r"\frac{\partial E}{\partial U^{(o)}_{jk}} = \sum_{t=1}^{T} \lambda_{t+1,j} \tanh(c_{t+1,j}) o_{tj} (1 - o_{tj}) h_{tk}",
    source="torch",
    place="LSTM: the formulas, differentiated",
)
