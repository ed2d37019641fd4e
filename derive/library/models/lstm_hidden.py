"""One step of an LSTM as a function of the hidden state before it, entry by entry."""

from derive.records.entries import Model

ENTRY = Model(
    id="lstm-hidden",
    title="One step of an LSTM as a function of the hidden state before it, entry by entry",
    letters={
        "d": "size: the hidden units",
        "m": "size: the inputs",
        "x": r"real[m]: the input \(x_t\)",
        "h": r"real[d]: the hidden state \(h_{t-1}\)",
        "b": r"real[d]: the cell state \(c_{t-1}\)",
        "W": "real[d, m]: weights of the forget gate for the input",
        "U": "real[d, d]: weights of the forget gate for the hidden state",
        "V": "real[d, m]: weights of the input gate for the input",
        "P": "real[d, d]: weights of the input gate for the hidden state",
        "R": "real[d, m]: weights of the output gate for the input",
        "S": "real[d, d]: weights of the output gate for the hidden state",
        "A": "real[d, m]: weights of the candidate for the input",
        "B": "real[d, d]: weights of the candidate for the hidden state",
        "j": "index 1..d",
        "k": "index 1..d",
        "l": "index 1..m",
    },
    equations=(
        r"f_j = \sigma(\sum_{l=1}^{m} W_{jl} x_l + \sum_{k=1}^{d} U_{jk} h_k)",
        r"i_j = \sigma(\sum_{l=1}^{m} V_{jl} x_l + \sum_{k=1}^{d} P_{jk} h_k)",
        r"o_j = \sigma(\sum_{l=1}^{m} R_{jl} x_l + \sum_{k=1}^{d} S_{jk} h_k)",
        r"u_j = \tanh(\sum_{l=1}^{m} A_{jl} x_l + \sum_{k=1}^{d} B_{jk} h_k)",
        r"c_j = f_j b_j + i_j u_j",
        r"q_j = o_j \tanh(c_j)",
    ),
    about=r"\(c_j\) and \(q_j\) are the entries of the new states \(c_t\) and \(h_t\).",
)
