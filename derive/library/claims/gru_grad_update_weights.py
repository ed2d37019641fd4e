"""∂L/∂U^(z): a sum over time."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="gru.grad-update-weights",
    title="The gradient by the state's weights of the update gate",
    model="gru",
    as_printed=r"\frac{\partial E}{\partial U^{(z)}_{jk}} = \sum_{t=1}^{T} \lambda_{t+1,j} (h_{tj} - n_{tj}) z_{tj} (1 - z_{tj}) h_{tk}",
    source="torch",
    place="GRU: the formulas, differentiated",
)
