"""The gates of an LSTM as functions of the hidden state before, and a loss."""

from derive.records.entries import Model

ENTRY = Model(
    id="lstm-gates-loss",
    title="The gates of an LSTM in the hidden state before, and a loss",
    letters={
        "H": "size: the hidden units",
        "p": r"real[H]: the hidden state \(h_{t-1}\)",
        "A": r"real[H, H]: the block of \(W_h\) for the input gate",
        "B": r"real[H, H]: the block of \(W_h\) for the forget gate",
        "Q": r"real[H, H]: the block of \(W_h\) for the output gate",
        "R": r"real[H, H]: the block of \(W_h\) for the candidate",
        "u": "real[H]: what the input sends to the input gate",
        "v": "real[H]: what it sends to the forget gate",
        "w": "real[H]: what it sends to the output gate",
        "z": "real[H]: what it sends to the candidate",
        "a": r"real[H]: the gradient \(\partial L / \partial i_t\)",
        "b": r"real[H]: the gradient \(\partial L / \partial f_t\)",
        "q": r"real[H]: the gradient \(\partial L / \partial o_t\)",
        "r": r"real[H]: the gradient \(\partial L / \partial g_t\)",
        "j": "index 1..H",
        "k": "index 1..H",
    },
    equations=(
        r"i_j = \sigma(\sum_{k=1}^{H} A_{jk} p_k + u_j)",
        r"f_j = \sigma(\sum_{k=1}^{H} B_{jk} p_k + v_j)",
        r"o_j = \sigma(\sum_{k=1}^{H} Q_{jk} p_k + w_j)",
        r"g_j = \tanh(\sum_{k=1}^{H} R_{jk} p_k + z_j)",
        r"L = \sum_{j=1}^{H} (a_j i_j + b_j f_j + q_j o_j + r_j g_j)",
    ),
    about=r"\(W_h\) is the stack of the four blocks. \(L\) is the part of the loss that is linear in the gates.",
)
