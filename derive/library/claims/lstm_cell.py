"""The cell state."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.cell",
    title="The cell state",
    model="lstm-hidden",
    as_printed=r"c_t = f_t \circ c_{t-1} + i_t \circ u_t",
    notation={
        r"\circ": r"",
        r"c_t": r"c_j",
        r"c_{t-1}": r"b_j",
        r"f_t": r"f_j",
        r"i_t": r"i_j",
        r"u_t": r"u_j",
    },
    source="tpdl-hw8",
    place="1.2, eq. 2",
    line=21,
)
