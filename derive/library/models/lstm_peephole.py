"""The gates see the cell state entry by entry (Gers and Schmidhuber, 2000)."""

from derive.records.entries import Model

ENTRY = Model(
    id="lstm-peephole",
    title="One step of a long short-term memory with peepholes",
    letters={
        "H": "size: the hidden units",
        "c": r"real[H]: the cell state \(c_{t-1}\)",
        "p": "real[H]: the peephole of the input gate",
        "v": "real[H]: the peephole of the forget gate",
        "w": "real[H]: the peephole of the output gate",
        "a": "real[H]: what input and state send to the input gate",
        "b": "real[H]: what they send to the forget gate",
        "u": "real[H]: what they send to the output gate",
        "g": "real[H]: the candidate",
        "j": "index 1..H",
        "k": "index 1..H",
    },
    equations=(
        r"i_j = \sigma(a_j + p_j c_j)",
        r"f_j = \sigma(b_j + v_j c_j)",
        "q_j = f_j c_j + i_j g_j",
        r"o_j = \sigma(u_j + w_j q_j)",
        r"y_j = o_j \tanh(q_j)",
    ),
    about=r"The input and the forget gate see the old cell state, the output gate the new one, \(q = c_t\); \(y = h_t\).",
    source="gers",
)
