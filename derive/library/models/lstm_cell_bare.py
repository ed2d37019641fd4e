"""One step of an LSTM without biases, entry by entry."""

from derive.records.entries import Model

ENTRY = Model(
    id="lstm-cell-bare",
    title="An LSTM cell without biases",
    letters={
        "d": "size: the hidden units",
        "m": "size: the inputs",
        "x": r"real[m]: the input \(x_t\)",
        "h": r"real[d]: the hidden state \(h_{t-1}\)",
        "c": r"real[d]: the cell state \(c_{t-1}\)",
        "W": "real[d, m]",
        "U": "real[d, d]",
        "V": "real[d, m]",
        "P": "real[d, d]",
        "R": "real[d, m]",
        "S": "real[d, d]",
        "A": "real[d, m]",
        "B": "real[d, d]",
        "j": "index 1..d",
        "k": "index 1..d",
        "l": "index 1..m",
    },
    equations=(
        r"i_j = \sigma(\sum_{l=1}^{m} W_{jl} x_l + \sum_{k=1}^{d} U_{jk} h_k)",
        r"f_j = \sigma(\sum_{l=1}^{m} V_{jl} x_l + \sum_{k=1}^{d} P_{jk} h_k)",
        r"o_j = \sigma(\sum_{l=1}^{m} R_{jl} x_l + \sum_{k=1}^{d} S_{jk} h_k)",
        r"g_j = \tanh(\sum_{l=1}^{m} A_{jl} x_l + \sum_{k=1}^{d} B_{jk} h_k)",
        "C_j = f_j c_j + i_j g_j",
        r"q_j = o_j \tanh(C_j)",
    ),
    about=r"\(C_j\) and \(q_j\) are the entries of the new states \(c_t\) and \(h_t\).",
    source="torch",
)
