"""The candidate."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.candidate",
    title="The candidate",
    model="lstm-hidden",
    as_printed=r"\tilde{c}_t = \tanh(W^{(c)}x_t + U^{(c)}h_{t-1})",
    notation={
        r"\tilde{c}_t": r"u_j",
        r"W^{(c)}x_t + U^{(c)}h_{t-1}": r"\sum_{l=1}^{m} A_{jl} x_l + \sum_{q=1}^{d} B_{jq} h_q",
    },
    source="cnn-a4",
    place="3, eq. 8",
    line=70,
)
