"""The same step with x_t = 0."""

from derive.records.entries import Model

ENTRY = Model(
    id="lstm-cell-zero-input",
    title="An LSTM cell without biases, with the input 0",
    letters={
        "d": "size: the hidden units",
        "h": r"real[d]: the hidden state \(h_{t-1}\)",
        "c": r"real[d]: the cell state \(c_{t-1}\)",
        "U": "real[d, d]",
        "P": "real[d, d]",
        "S": "real[d, d]",
        "B": "real[d, d]",
        "j": "index 1..d",
        "k": "index 1..d",
    },
    equations=(
        r"i_j = \sigma(\sum_{k=1}^{d} U_{jk} h_k)",
        r"f_j = \sigma(\sum_{k=1}^{d} P_{jk} h_k)",
        r"o_j = \sigma(\sum_{k=1}^{d} S_{jk} h_k)",
        r"g_j = \tanh(\sum_{k=1}^{d} B_{jk} h_k)",
        "C_j = f_j c_j + i_j g_j",
        r"q_j = o_j \tanh(C_j)",
    ),
    about=r"With \(x_t = 0\) the terms with W vanish. \(C_j\) and \(q_j\) are the entries of the new states \(c_t\) and \(h_t\).",
    source="torch",
)
