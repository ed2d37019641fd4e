"""∂c_t/∂h_{t−1}."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm-stacked.cell-by-hidden",
    title="The cell state by the hidden state before, with stacked weights",
    model="lstm-stacked",
    as_printed=r"\frac{\partial q_j}{\partial h_k} = c_j f_j (1 - f_j) W_{H+j,k} + g_j i_j (1 - i_j) W_{jk} + i_j (1 - g_j^2) W_{2H+j,k}",
    source="torch",
    place="LSTM: the formulas, num_layers, differentiated",
    words=(
        "f",
        "i",
        "g",
    ),
)
