"""diag(σ′) U, not U diag(σ′): the slope belongs to the row."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.forget-gate-order",
    title="The derivative of the forget gate, its factors in the printed order",
    model="lstm-hidden",
    as_printed=r"\frac{\partial f_t}{\partial h_{t-1}} = U_f \cdot \sigma(W_f x_t + U_f h_{t-1}) \cdot (1 - \sigma(W_f x_t + U_f h_{t-1}))",
    as_meant=r"\frac{\partial f_t}{\partial h_{t-1}} = \operatorname{diag}(f_t \circ (1 - f_t)) U_f",
    notation={
        r"\frac{\partial f_t}{\partial h_{t-1}}": r"\frac{\partial f_j}{\partial h_k}",
        r"W_f x_t + U_f h_{t-1}": r"\sum_{l=1}^{m} W_{kl} x_l + \sum_{q=1}^{d} U_{kq} h_q",
        r"U_f \cdot": r"U_{jk}",
        r"\operatorname{diag}(f_t \circ (1 - f_t)) U_f": r"f_j (1 - f_j) U_{jk}",
    },
    source="tpdl-hw8",
    place="1.4, eq. 7",
    line=65,
    part_of="lstm.forget-gate-derivative",
    remarks=(
        r"A matrix times a vector is no Jacobian. With the slopes as a diagonal matrix in the printed order, \(U_f \operatorname{diag}(\sigma^{\prime})\), they multiply the columns of \(U_f\); they belong to the rows.",
    ),
)
