"""y = b + v ⋆ x along two axes (torch.nn.Conv2d)."""

from derive.records.entries import Model

ENTRY = Model(
    id="convolution2d",
    title="A convolution along two axes, with channels",
    letters={
        "C": "size: the channels of the input",
        "F": "size: the filters",
        "H": "size: the height of the output",
        "W": "size: the width of the output",
        "K": "size: the height of the window",
        "M": "size: the width of the window",
        "x": "real[C, H + K - 1, W + M - 1]: the input",
        "v": "real[F, C, K, M]: the kernel",
        "b": "real[F]: the bias",
        "g": r"real[F, H, W]: the gradient \(g = \partial L / \partial y\) that comes back",
        "f": "index 1..F",
        "c": "index 1..C",
        "p": "index 1..H",
        "q": "index 1..W",
        "k": "index 1..K",
        "m": "index 1..M",
        "r": "index 1..(H + K - 1)",
        "s": "index 1..(W + M - 1)",
    },
    equations=(
        r"y_{fpq} = b_f + \sum_{c=1}^{C} \sum_{k=1}^{K} \sum_{m=1}^{M} v_{fckm} x_{c,p+k-1,q+m-1}",
        r"L = \sum_{f=1}^{F} \sum_{p=1}^{H} \sum_{q=1}^{W} g_{fpq} y_{fpq}",
    ),
    about=r"A convolution uses the same few weights at every place of an image: an output sees only a window of it, and where the image is moved the output moves along. Each filter is laid against the image at every place where it fits (PyTorch's Conv2d). \(L\) is the part of the loss that is linear in the outputs: \(g\) is its gradient by them, whatever the loss is.",
    source="torch",
)
