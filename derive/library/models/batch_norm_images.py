"""x̂ = (x − μ)/s over samples and pixels (torch.nn.BatchNorm2d)."""

from derive.records.entries import Model

ENTRY = Model(
    id="batch-norm-images",
    title="Batch normalization of channels",
    letters={
        "N": "size: the samples of a batch",
        "P": r"size: the pixels of an image, \(P = H W\)",
        "C": "size: the channels",
        "x": "real[N, P, C]: the input",
        r"\epsilon": "real: a small positive number",
        r"\gamma": "real[C]: the scale",
        r"\beta": "real[C]: the shift",
        "g": r"real[N, P, C]: the gradient \(g = \partial L / \partial y\) that comes back",
        "n": "index 1..N",
        "p": "index 1..P",
        "c": "index 1..C",
        "i": "index 1..N",
        "k": "index 1..P",
        "j": "index 1..C",
    },
    equations=(
        r"m_c = \frac{1}{N P} \sum_{n=1}^{N} \sum_{p=1}^{P} x_{npc}",
        r"v_c = \frac{1}{N P} \sum_{n=1}^{N} \sum_{p=1}^{P} (x_{npc} - m_c)^2",
        r"s_c = \sqrt{v_c + \epsilon}",
        r"h_{npc} = \frac{x_{npc} - m_c}{s_c}",
        r"y_{npc} = \gamma_c h_{npc} + \beta_c",
        r"L = \sum_{n=1}^{N} \sum_{p=1}^{P} \sum_{c=1}^{C} g_{npc} y_{npc}",
    ),
    assumptions=(r"\epsilon > 0",),
    about=r"PyTorch's BatchNorm2d in training, channels last: an \(N \times H \times W \times C\) batch with the \(P = H W\) pixels of an image along one axis. One mean and one variance for each channel, over \(N H W\) entries; the statistics have the shape \(C\). Everything that follows is as in the batch normalization of nodes, with \(N P\) samples. \(L\) is the part of the loss that is linear in the outputs: \(g\) is its gradient by them, whatever the loss is.",
    source="torch",
)
