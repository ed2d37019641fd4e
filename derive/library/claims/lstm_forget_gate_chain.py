"""The chain rule at the forget gate."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.forget-gate-chain",
    title="The chain rule at the forget gate",
    model="lstm-hidden",
    as_printed=r"\frac{\partial f_t}{\partial h_{t-1}} = \frac{\partial(W^f x_t + U^f h_{t-1})}{\partial h_{t-1}} \cdot \sigma'(W_f x_t + U_f h_{t-1}) = U^f \cdot \sigma'(W_f x_t + U_f h_{t-1})",
    notation={
        r"\frac{\partial f_t}{\partial h_{t-1}}": r"\frac{\partial f_j}{\partial h_k}",
        r"\frac{\partial(W^f x_t + U^f h_{t-1})}{\partial h_{t-1}}": r"\frac{\partial}{\partial h_k}(\sum_{l=1}^{m} W_{jl} x_l + \sum_{q=1}^{d} U_{jq} h_q)",
        r"\sigma'(W_f x_t + U_f h_{t-1})": r"\sigma(\sum_{l=1}^{m} W_{jl} x_l + \sum_{q=1}^{d} U_{jq} h_q)(1 - \sigma(\sum_{l=1}^{m} W_{jl} x_l + \sum_{q=1}^{d} U_{jq} h_q))",
        r"U^f": r"U_{jk}",
    },
    source="tpdl-hw8",
    place="1.4",
    line=59,
    remarks=(
        r"Read entry by entry. In matrices the slopes are a diagonal matrix on the left: \(\operatorname{diag}(\sigma^{\prime}(W_f x_t + U_f h_{t-1})) \, U_f\).",
    ),
)
