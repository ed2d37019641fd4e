"""The cell state one step earlier, entry by entry."""

from derive.records.entries import Model

ENTRY = Model(
    id="lstm-earlier-step",
    title="The cell state one step earlier, entry by entry",
    letters={
        "d": "size: the hidden units",
        "m": "size: the inputs",
        "f": "real[d]: the forget gate at t−1",
        "i": "real[d]: the input gate at t−1",
        "b": r"real[d]: the cell state \(c_{t-2}\)",
        "x": r"real[m]: the input \(x_{t-1}\)",
        "g": r"real[d]: the hidden state \(h_{t-2}\)",
        "h": r"real[d]: the hidden state \(h_{t-1}\)",
        "W": "real[d, m]",
        "U": "real[d, d]",
        "j": "index 1..d",
        "k": "index 1..d",
        "l": "index 1..m",
    },
    equations=(r"c_j = f_j b_j + i_j \tanh(\sum_{l=1}^{m} W_{jl} x_l + \sum_{k=1}^{d} U_{jk} g_k)",),
    about=r"\(c_j\) is an entry of \(c_{t-1}\); \(h_{t-1}\) comes after it and does not stand in it.",
)
