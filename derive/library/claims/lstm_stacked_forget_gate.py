"""∂f/∂h."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm-stacked.forget-gate",
    title="The forget gate by the hidden state before, with stacked weights",
    model="lstm-stacked",
    as_printed=r"\frac{\partial f_j}{\partial h_k} = f_j (1 - f_j) W_{H+j,k}",
    source="torch",
    place="LSTM: the formulas, num_layers, differentiated",
    words=("f",),
)
