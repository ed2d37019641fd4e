"""Reset and update gate, for every t up to a symbolic T (torch.nn.GRU)."""

from derive.records.entries import Model

ENTRY = Model(
    id="gru",
    title="A gated recurrent unit over T steps",
    letters={
        "T": "size: the steps",
        "H": "size: the hidden units",
        "M": "size: the entries of each input",
        "x": "real[T, M]: the inputs",
        "h": "real[T + 1, H]: the states",
        "W^{(r)}": "real[H, M]: the weights of the reset gate from the input",
        "U^{(r)}": "real[H, H]: the weights of the reset gate from the state",
        "W^{(z)}": "real[H, M]: the weights of the update gate from the input",
        "U^{(z)}": "real[H, H]: the weights of the update gate from the state",
        "W^{(n)}": "real[H, M]: the weights of the candidate from the input",
        "U^{(n)}": "real[H, H]: the weights of the candidate from the state",
        "g": r"real[T + 1, H]: the gradient of the loss by \(h_t\), directly",
        r"\lambda": r"real[T + 1, H]: the gradient of the loss by \(h_t\), through all later steps as well",
        "t": "index 1..T",
        "s": "index 1..T",
        "j": "index 1..H",
        "k": "index 1..H",
        "l": "index 1..M",
    },
    equations=(
        r"r_{tj} = \sigma(\sum_{l=1}^{M} W^{(r)}_{jl} x_{tl} + \sum_{k=1}^{H} U^{(r)}_{jk} h_{tk})",
        r"z_{tj} = \sigma(\sum_{l=1}^{M} W^{(z)}_{jl} x_{tl} + \sum_{k=1}^{H} U^{(z)}_{jk} h_{tk})",
        r"v_{tj} = \sum_{k=1}^{H} U^{(n)}_{jk} h_{tk}",
        r"n_{tj} = \tanh(\sum_{l=1}^{M} W^{(n)}_{jl} x_{tl} + r_{tj} v_{tj})",
        "f_{tj} = (1 - z_{tj}) n_{tj} + z_{tj} h_{tj}",
        r"E = \sum_{t=1}^{T+1} \sum_{j=1}^{H} g_{tj} h_{tj} + \sum_{t=1}^{T} \sum_{j=1}^{H} \lambda_{t+1,j} f_{tj}",
    ),
    about=r"A gated recurrent unit does with two gates and without a cell state what an LSTM does with three: the update gate mixes the old state with a candidate, and where it is near 1 state and gradient pass nearly unchanged. PyTorch's GRU without biases: the reset gate stands outside of the product with \(U^{(n)}\). \(h_t\) is the state before step \(t\), \(h_1\) the first one; \(f_t\) is what step \(t\) computes, \(h_{t+1}\). \(E\) is the loss as it depends on the states and weights: directly, with the gradient \(g_t\), and through the step that computes \(h_{t+1}\), along which the gradient of the whole loss is \(\lambda_{t+1}\). So \(\lambda_t = \partial E/\partial h_t\): each is computed from the next, from the last, \(\lambda_{T+1} = g_{T+1}\), to the first.",
    source="torch",
)
