"""The hidden state."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.hidden",
    title="The hidden state",
    model="lstm-hidden",
    as_printed=r"h_t = o_t \circ \tanh(c_t)",
    notation={
        r"\circ": r"",
        r"h_t": r"q_j",
        r"c_t": r"c_j",
        r"o_t": r"o_j",
    },
    source="tpdl-hw8",
    place="1.2, eq. 1",
    line=17,
)
