"""The earlier cell state does not depend on the hidden state."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.dc-prev-dh",
    title="The earlier cell state does not depend on the hidden state",
    model="lstm-earlier-step",
    as_printed=r"\frac{\partial c_{t-1}}{\partial h_{t-1}} = 0",
    notation={
        r"\frac{\partial c_{t-1}}{\partial h_{t-1}}": r"\frac{\partial c_j}{\partial h_k}",
    },
    source="tpdl-hw8",
    place="1.2, eq. 5",
    line=11,
    remarks=(
        r"\(h_{t-1}\) is computed from \(c_{t-1}\), not the other way round: \(c_{t-1}\) is held fixed when \(h_{t-1}\) varies.",
    ),
)
