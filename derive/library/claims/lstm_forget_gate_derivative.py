"""The derivative of the forget gate."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.forget-gate-derivative",
    title="The derivative of the forget gate",
    model="lstm-hidden",
    as_printed=r"\frac{\partial f_t}{\partial h_{t-1}} = U_f \cdot \sigma(W_f x_t + U_f h_{t-1}) \cdot (1 - \sigma(W_f x_t + U_f h_{t-1}))",
    notation={
        r"\frac{\partial f_t}{\partial h_{t-1}}": r"\frac{\partial f_j}{\partial h_k}",
        r"W_f x_t + U_f h_{t-1}": r"\sum_{l=1}^{m} W_{jl} x_l + \sum_{q=1}^{d} U_{jq} h_q",
        r"U_f \cdot": r"U_{jk}",
    },
    source="tpdl-hw8",
    place="1.4, eq. 7",
    line=65,
    remarks=(
        r"Read entry by entry: \(\partial f_j / \partial h_k\) is \(U_{jk}\) times the slope of \(f_j\). As printed, \(U_f\) times a vector is a vector, and the Jacobian is a matrix: it is \(\operatorname{diag}(f_t \circ (1 - f_t)) \, U_f\).",
    ),
)
