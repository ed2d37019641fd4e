"""x/r with the root mean square r (torch.nn.RMSNorm)."""

from derive.records.entries import Model

ENTRY = Model(
    id="rms-norm",
    title="Root-mean-square normalization",
    letters={
        "N": "size: the samples",
        "C": "size: the entries of each sample",
        "x": "real[N, C]: the input",
        r"\epsilon": "real: a small positive number",
        r"\gamma": "real[C]: the scale",
        "g": r"real[N, C]: the gradient \(g = \partial L / \partial y\) that comes back",
        "n": "index 1..N",
        "c": "index 1..C",
        "i": "index 1..N",
        "j": "index 1..C",
    },
    equations=(
        r"r_n = \sqrt{\frac{1}{C} \sum_{c=1}^{C} x_{nc}^2 + \epsilon}",
        r"h_{nc} = \frac{x_{nc}}{r_n}",
        r"y_{nc} = \gamma_c h_{nc}",
        r"L = \sum_{n=1}^{N} \sum_{c=1}^{C} g_{nc} y_{nc}",
    ),
    assumptions=(r"\epsilon > 0",),
    about=r"PyTorch's RMSNorm over the last axis: layer normalization without the mean. \(L\) is the part of the loss that is linear in the outputs: \(g\) is its gradient by them, whatever the loss is.",
    source="torch",
)
