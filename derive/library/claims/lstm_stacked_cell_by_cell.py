"""∂c_t/∂c_{t−1} = diag(f)."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm-stacked.cell-by-cell",
    title="The cell state by the cell state before",
    model="lstm-stacked",
    as_printed=r"\frac{\partial q_j}{\partial c_k} = f_j \delta_{jk}",
    source="torch",
    place="LSTM: the formulas, num_layers, differentiated",
    words=("f",),
)
