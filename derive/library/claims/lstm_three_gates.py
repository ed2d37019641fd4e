"""The input gate."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.three-gates",
    title="The input gate",
    model="lstm-hidden",
    as_printed=r"i_t = \sigma(W^{(i)}x_t + U^{(i)}h_{t-1})",
    notation={
        r"i_t": r"i_j",
        r"W^{(i)}x_t + U^{(i)}h_{t-1}": r"\sum_{l=1}^{m} V_{jl} x_l + \sum_{q=1}^{d} P_{jq} h_q",
    },
    source="cnn-a4",
    place="3, eq. 5 to 7",
    line=64,
    remarks=("The forget and the output gate are of the same form.",),
)
