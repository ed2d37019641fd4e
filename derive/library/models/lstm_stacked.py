"""The gates from one matrix over the stacked vector [h; x]."""

from derive.records.entries import Model

ENTRY = Model(
    id="lstm-stacked",
    title="One step of a long short-term memory with stacked weights",
    letters={
        "H": "size: the hidden units",
        "M": "size: the entries of the input",
        "h": r"real[H]: the hidden state \(h_{t-1}\)",
        "x": r"real[M]: the input \(x_t\)",
        "c": r"real[H]: the cell state \(c_{t-1}\)",
        "W": "real[4 H, H + M]: the weights of all gates, one block of rows for each",
        "b": "real[4 H]: the bias",
        "j": "index 1..H",
        "k": "index 1..H",
        "l": "index 1..M",
        "r": "index 1..4 H",
    },
    equations=(
        r"a_r = \sum_{k=1}^{H} W_{rk} h_k + \sum_{l=1}^{M} W_{r,H+l} x_l + b_r",
        r"i_j = \sigma(a_j)",
        r"f_j = \sigma(a_{H+j})",
        r"g_j = \tanh(a_{2H+j})",
        r"o_j = \sigma(a_{3H+j})",
        "q_j = f_j c_j + i_j g_j",
        r"y_j = o_j \tanh(q_j)",
    ),
    about=r"\(a = W [h_{t-1}; x_t] + b\); its four blocks of \(H\) entries are the pre-activations of the input gate, the forget gate, the candidate and the output gate. \(q\) and \(y\) are the new states \(c_t\) and \(h_t\).",
    source="torch",
)
