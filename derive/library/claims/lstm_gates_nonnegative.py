"""The gates are not negative."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.gates-nonnegative",
    title="The gates are not negative",
    model="lstm-cell-bare",
    as_printed=r"\text{The entries of } f_t, i_t, o_t \text{ are non-negative.}",
    notation={r"\text{The entries of } f_t, i_t, o_t \text{ are non-negative.}": r"f_j \ge 0"},
    source="cnn-a4",
    place="3 (b)",
    line=81,
    remarks=("The same formula with other weights for i and o.",),
)
