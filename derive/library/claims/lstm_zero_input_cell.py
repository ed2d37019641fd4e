"""With input 0 the cell state stays."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.zero-input-cell",
    title="With input 0 the cell state stays",
    model="lstm-cell-zero-input",
    as_printed="c_t = c_{t-1}",
    notation={"c_t": "C_j", "c_{t-1}": "c_j"},
    source="cnn-a4",
    place="3 (a)",
    line=85,
    part_of="lstm.zero-input-keeps-hidden",
    remarks=(
        r"It does not even follow from gates that are 0: \(c_t = f_t \circ c_{t-1} + i_t \circ \tilde{c}_t\) would then be 0.",
    ),
)
