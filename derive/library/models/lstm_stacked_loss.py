"""One step of an LSTM with stacked weights before a loss, the gates in the order i, f, o, g."""

from derive.records.entries import Model

ENTRY = Model(
    id="lstm-stacked-loss",
    title="One step of an LSTM with stacked weights, before a loss",
    letters={
        "H": "size: the hidden units",
        "M": "size: the entries of the input",
        "p": r"real[H]: the hidden state \(h_{t-1}\)",
        "x": r"real[M]: the input \(x_t\)",
        "b": r"real[H]: the cell state \(c_{t-1}\)",
        "W": "real[4 H, H + M]: the weights, one block of rows for each gate",
        "d": r"real[H]: the derivative of the loss by \(h_t\)",
        "j": "index 1..H",
        "k": "index 1..H",
        "l": "index 1..M",
        "r": "index 1..4 H",
    },
    equations=(
        r"a_r = \sum_{k=1}^{H} W_{rk} p_k + \sum_{l=1}^{M} W_{r,H+l} x_l",
        r"i_j = \sigma(a_j)",
        r"f_j = \sigma(a_{H+j})",
        r"o_j = \sigma(a_{2H+j})",
        r"g_j = \tanh(a_{3H+j})",
        r"c_j = f_j b_j + i_j g_j",
        r"h_j = o_j \tanh(c_j)",
        r"L = \sum_{j=1}^{H} d_j h_j",
    ),
    about=r"The four blocks of \(H\) rows of \(W\) belong to the input gate, the forget gate, the output gate and the candidate; its first \(H\) columns are \(W_h\). The loss depends on the gates through \(h_t\) only; \(L\) is its linear part.",
)
