"""λ_t: carried by the update gate, and through the candidate and both gates."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="gru.adjoint",
    title="The recurrence of the adjoints of a gated recurrent unit",
    model="gru",
    as_printed=r"\frac{\partial E}{\partial h_{sk}} = g_{sk} + \lambda_{s+1,k} z_{sk} + \sum_{j=1}^{H} \lambda_{s+1,j} ((h_{sj} - n_{sj}) z_{sj} (1 - z_{sj}) U^{(z)}_{jk} + (1 - z_{sj}) (1 - n_{sj}^2) (r_{sj} U^{(n)}_{jk} + v_{sj} r_{sj} (1 - r_{sj}) U^{(r)}_{jk}))",
    source="torch",
    place="GRU: the formulas, differentiated",
    remarks=(
        r"The term \(\lambda_{s+1,k} z_{sk}\) is the carry term: the update gate passes the gradient on.",
    ),
)
