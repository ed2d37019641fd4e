"""Input place (p, q) sends to row (p − 1)S + (k − 1)D + 1 − P, column likewise (torch.nn.ConvTranspose2d)."""

from derive.records.entries import Model

ENTRY = Model(
    id="transposed-convolution2d",
    title="A transposed convolution along two axes",
    letters={
        "C": "size: the channels of the input",
        "F": "size: the filters",
        "H": "size: the height of the input",
        "W": "size: the width of the input",
        "U": "size: the height of the output",
        "V": "size: the width of the output",
        "K": "size: the height of the window",
        "M": "size: the width of the window",
        "S": "size: the stride downwards",
        "R": "size: the stride sideways",
        "P": "integer: the places cut off above and below",
        "O": "integer: the places cut off left and right",
        "D": "size: the dilation downwards",
        "E": "size: the dilation sideways",
        "x": "real[C, H, W]: the input",
        "v": "real[C, F, K, M]: the kernel",
        "b": "real[F]: the bias",
        "g": r"real[F, U, V]: the gradient \(g = \partial L / \partial y\) that comes back",
        "f": "index 1..F",
        "c": "index 1..C",
        "u": "index 1..U",
        "w": "index 1..V",
        "k": "index 1..K",
        "m": "index 1..M",
        "p": "index 1..H",
        "q": "index 1..W",
    },
    equations=(
        r"y_{fuw} = b_f + \sum_{c=1}^{C} \sum_{p=1}^{H} \sum_{q=1}^{W} \sum_{k=1}^{K} \sum_{m=1}^{M} x_{cpq} v_{cfkm} \delta_{(p-1)S + (k-1)D + 1 - P, u} \delta_{(q-1)R + (m-1)E + 1 - O, w}",
        r"L = \sum_{f=1}^{F} \sum_{u=1}^{U} \sum_{w=1}^{V} g_{fuw} y_{fuw}",
    ),
    about=r"Input place \((p, q)\) of channel \(c\) sends \(x_{cpq} v_{cfkm}\) to row \((p-1)S + (k-1)D + 1 - P\) and column \((q-1)R + (m-1)E + 1 - O\) of filter \(f\) (PyTorch's ConvTranspose2d). \(L\) is the part of the loss that is linear in the outputs: \(g\) is its gradient by them, whatever the loss is.",
    source="torch",
)
