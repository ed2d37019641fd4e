"""The recurrence of the sensitivities."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="backprop.recurrence",
    title="The recurrence of the sensitivities",
    model="backprop-layer",
    as_printed=r"\delta^{(l)} = \theta'(S^{(l)}) \otimes [W^{(l+1)} \delta^{(l+1)}]^{d(l)}",
    notation={
        r"\delta^{(l)}": r"\frac{\partial E}{\partial S_i}",
        r"\theta'(S^{(l)}) \otimes": "(1 - x_i x_i)",
        r"[W^{(l+1)} \delta^{(l+1)}]^{d(l)}": r"\sum_{j=1}^{n} V_{ij} d_j",
    },
    source="csce636-a2",
    place="2)",
    line=55,
    remarks=(r"\([\cdot]^d\) keeps the rows 1 to d and drops the constant's.",),
)
