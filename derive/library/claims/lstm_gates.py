"""The four gates from one stacked product."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.gates",
    title="The gates from one stacked product",
    model="lstm-stacked-loss",
    as_printed=r"\begin{bmatrix} i_t \\ f_t \\ o_t \\ g_t \end{bmatrix} = \begin{bmatrix} \sigma \\ \sigma \\ \sigma \\ \tanh \end{bmatrix} \left(W \begin{bmatrix} h_{t-1} \\ x_t \end{bmatrix} \right)",
    notation={
        r"\begin{bmatrix} i_t \\ f_t \\ o_t \\ g_t \end{bmatrix}": r"\begin{bmatrix} i_j \\ f_j \\ o_j \\ g_j \end{bmatrix}",
        r"\begin{bmatrix} \sigma \\ \sigma \\ \sigma \\ \tanh \end{bmatrix} \left(W \begin{bmatrix} h_{t-1} \\ x_t \end{bmatrix} \right)": r"\begin{bmatrix} \sigma(\sum_{k=1}^{H} W_{jk} p_k + \sum_{l=1}^{M} W_{j,H+l} x_l) \\ \sigma(\sum_{k=1}^{H} W_{H+j,k} p_k + \sum_{l=1}^{M} W_{H+j,H+l} x_l) \\ \sigma(\sum_{k=1}^{H} W_{2H+j,k} p_k + \sum_{l=1}^{M} W_{2H+j,H+l} x_l) \\ \tanh(\sum_{k=1}^{H} W_{3H+j,k} p_k + \sum_{l=1}^{M} W_{3H+j,H+l} x_l) \end{bmatrix}",
    },
    source="cse676-a1",
    place="2.1, eq. 1",
    line=146,
    remarks=("A definition: each block of rows has its own function.",),
)
