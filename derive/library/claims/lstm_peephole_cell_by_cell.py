"""∂c_t/∂c_{t−1}."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm-peephole.cell-by-cell",
    title="The cell state by the cell state before, with peepholes",
    model="lstm-peephole",
    as_printed=r"\frac{\partial q_j}{\partial c_k} = (f_j + c_j v_j f_j (1 - f_j) + g_j p_j i_j (1 - i_j)) \delta_{jk}",
    source="gers",
    place="the equations, differentiated",
    words=(
        "f",
        "i",
    ),
    remarks=("Without peepholes only the forget gate stands here.",),
)
