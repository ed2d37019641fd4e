"""∂L/∂U^(n): a sum over time."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="gru.grad-candidate-weights",
    title="The gradient by the state's weights of the candidate",
    model="gru",
    as_printed=r"\frac{\partial E}{\partial U^{(n)}_{jk}} = \sum_{t=1}^{T} \lambda_{t+1,j} (1 - z_{tj}) (1 - n_{tj}^2) r_{tj} h_{tk}",
    source="torch",
    place="GRU: the formulas, differentiated",
)
