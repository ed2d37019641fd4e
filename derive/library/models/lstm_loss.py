"""One step of an LSTM before a loss, entry by entry."""

from derive.records.entries import Model

ENTRY = Model(
    id="lstm-loss",
    title="One step of an LSTM before a loss, entry by entry",
    letters={
        "H": "size: the hidden units",
        "i": "real[H]: the input gate",
        "f": "real[H]: the forget gate",
        "o": "real[H]: the output gate",
        "g": "real[H]: the candidate",
        "q": "real[H]: a letter the print has for g",
        "b": r"real[H]: the cell state \(c_{t-1}\)",
        "d": r"real[H]: the derivative of the loss by \(h_t\)",
        "k": "index 1..H",
        "j": "index 1..H",
    },
    equations=(
        r"c_j = f_j b_j + i_j g_j",
        r"h_j = o_j \tanh(c_j)",
        r"L = \sum_{j=1}^{H} d_j h_j",
    ),
    about=r"The cell state is the memory of an LSTM: the forget gate says what is kept of it, the input gate how much of the candidate is added, the output gate what is shown of it. The loss depends on the gates through \(h_t\) only, along which its derivative is \(d\); \(L\) is its linear part. The gates stand as letters.",
)
