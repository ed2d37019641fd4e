"""λ_t: directly, and through the four gates of the step."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.adjoint-hidden",
    title="The recurrence of the adjoint of the hidden state",
    model="lstm",
    as_printed=r"\frac{\partial E}{\partial h_{sk}} = d_{sk} + \sum_{j=1}^{H} (\mu_{s+1,j} g_{sj} i_{sj} (1 - i_{sj}) U^{(i)}_{jk} + \mu_{s+1,j} c_{sj} f_{sj} (1 - f_{sj}) U^{(f)}_{jk} + \mu_{s+1,j} i_{sj} (1 - g_{sj}^2) U^{(g)}_{jk} + \lambda_{s+1,j} \tanh(c_{s+1,j}) o_{sj} (1 - o_{sj}) U^{(o)}_{jk})",
    source="torch",
    place="LSTM: the formulas, differentiated",
)
