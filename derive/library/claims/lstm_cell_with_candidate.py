"""The cell state, with the candidate."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.cell-with-candidate",
    title="The cell state, with the candidate",
    model="lstm-hidden",
    as_printed=r"c_t = f_t \circ c_{t-1} + i_t \circ \tilde{c}_t",
    notation={
        r"c_t": r"c_j",
        r"f_t": r"f_j",
        r"c_{t-1}": r"b_j",
        r"i_t": r"i_j",
        r"\tilde{c}_t": r"u_j",
        r"\circ": r"",
    },
    source="cnn-a4",
    place="3, eq. 9",
    line=72,
)
