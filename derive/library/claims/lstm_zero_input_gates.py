"""With input 0 the gates are 0."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.zero-input-gates",
    title="With input 0 the gates are 0",
    model="lstm-cell-zero-input",
    as_printed="i_t = f_t = o_t = 0",
    notation={"i_t = f_t = o_t = 0": "i_j = 0"},
    source="cnn-a4",
    place="3 (a)",
    line=85,
    part_of="lstm.zero-input-keeps-hidden",
    remarks=(
        r"With \(x_t = 0\) a gate is \(\sigma(U h_{t-1})\), which is never 0: it is 1/2 where \(U h_{t-1} = 0\).",
    ),
)
