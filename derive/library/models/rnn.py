"""h_t = tanh(W x_t + U h_{t−1} + b) for every t up to a symbolic T (torch.nn.RNN)."""

from derive.records.entries import Model

ENTRY = Model(
    id="rnn",
    title="A recurrent network over T steps",
    letters={
        "T": "size: the steps",
        "H": "size: the hidden units",
        "M": "size: the entries of each input",
        "x": "real[T, M]: the inputs",
        "h": "real[T + 1, H]: the states",
        "W": "real[H, M]: the weights of the input",
        "U": "real[H, H]: the weights of the state",
        "b": "real[H]: the bias",
        "g": r"real[T + 1, H]: the gradient of the loss by \(h_t\), directly",
        r"\lambda": r"real[T + 1, H]: the gradient of the loss by \(h_t\), through all later steps as well",
        "t": "index 1..T",
        "s": "index 1..T",
        "j": "index 1..H",
        "k": "index 1..H",
        "l": "index 1..M",
    },
    equations=(
        r"z_{tj} = \sum_{l=1}^{M} W_{jl} x_{tl} + \sum_{k=1}^{H} U_{jk} h_{tk} + b_j",
        r"f_{tj} = \tanh(z_{tj})",
        r"E = \sum_{t=1}^{T+1} \sum_{j=1}^{H} g_{tj} h_{tj} + \sum_{t=1}^{T} \sum_{j=1}^{H} \lambda_{t+1,j} f_{tj}",
    ),
    about=r"All steps share their weights, so that the gradient by a weight is a sum over the steps; and each step back in time multiplies the gradient by the weights of the state and by the slopes of the activation, so that over many steps it may vanish or explode. PyTorch's RNN with its two biases added up. \(h_t\) is the state before step \(t\), \(h_1\) the first one; \(f_t\) is what step \(t\) computes, \(h_{t+1}\). \(E\) is the loss as it depends on the states and weights: directly, with the gradient \(g_t\), and through the step that computes \(h_{t+1}\), along which the gradient of the whole loss is \(\lambda_{t+1}\). So \(\lambda_t = \partial E/\partial h_t\): each is computed from the next, from the last, \(\lambda_{T+1} = g_{T+1}\), to the first.",
    source="torch",
)
