"""The forget gate."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.forget-gate",
    title="The forget gate",
    model="lstm-hidden",
    as_printed=r"f_t = \sigma(W^f x_t + U^f h_{t-1})",
    notation={
        r"f_t": r"f_j",
        r"W^f x_t + U^f h_{t-1}": r"\sum_{l=1}^{m} W_{jl} x_l + \sum_{q=1}^{d} U_{jq} h_q",
    },
    source="tpdl-hw8",
    place="1.4",
    line=57,
)
