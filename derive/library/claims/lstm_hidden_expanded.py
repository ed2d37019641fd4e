"""The hidden state with the cell state written out."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.hidden-expanded",
    title="The hidden state with the cell state written out",
    model="lstm-hidden",
    as_printed=r"h_t = o_t \circ \tanh(f_t \circ c_{t-1} + i_t \circ u_t)",
    notation={
        r"\circ": r"",
        r"h_t": r"q_j",
        r"c_{t-1}": r"b_j",
        r"o_t": r"o_j",
        r"f_t": r"f_j",
        r"i_t": r"i_j",
        r"u_t": r"u_j",
    },
    source="tpdl-hw8",
    place="1.2, eq. 3",
    line=25,
)
