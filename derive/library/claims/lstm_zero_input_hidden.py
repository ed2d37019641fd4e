"""With input 0 the hidden state is 0."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.zero-input-hidden",
    title="With input 0 the hidden state is 0",
    model="lstm-cell-zero-input",
    as_printed="h_t = 0",
    notation={"h_t": "q_j"},
    source="cnn-a4",
    place="3 (a)",
    line=85,
    part_of="lstm.zero-input-keeps-hidden",
    remarks=(r"\(h_t = o_t \circ \tanh(c_t)\) with \(o_t > 0\) is 0 only where \(c_t\) is.",),
)
