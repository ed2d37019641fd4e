"""x̂ = (x − μ)/s over the samples (torch.nn.BatchNorm1d)."""

from derive.records.entries import Model

ENTRY = Model(
    id="batch-norm",
    title="Batch normalization of nodes",
    letters={
        "N": "size: the samples of a batch",
        "C": "size: the nodes",
        "x": "real[N, C]: the input",
        r"\epsilon": "real: a small positive number",
        r"\gamma": "real[C]: the scale",
        r"\beta": "real[C]: the shift",
        "g": r"real[N, C]: the gradient \(g = \partial L / \partial y\) that comes back",
        "n": "index 1..N",
        "c": "index 1..C",
        "i": "index 1..N",
        "j": "index 1..C",
    },
    equations=(
        r"m_c = \frac{1}{N} \sum_{n=1}^{N} x_{nc}",
        r"v_c = \frac{1}{N} \sum_{n=1}^{N} (x_{nc} - m_c)^2",
        r"s_c = \sqrt{v_c + \epsilon}",
        r"h_{nc} = \frac{x_{nc} - m_c}{s_c}",
        r"y_{nc} = \gamma_c h_{nc} + \beta_c",
        r"L = \sum_{n=1}^{N} \sum_{c=1}^{C} g_{nc} y_{nc}",
    ),
    assumptions=(r"\epsilon > 0",),
    about=r"Batch normalization gives each node mean 0 and, but for \(\epsilon\), variance 1 over the batch, and then a scale and a shift that are learned. Mean and variance depend on every sample: the gradient by one input runs through it directly, through the mean, and through the variance. PyTorch's BatchNorm1d in training: the variance that divides is the one with \(1/N\). \(h\) is the normalized input, often written \(\hat{x}\). The statistics of an \(N \times C\) batch have the shape \(C\). \(L\) is the part of the loss that is linear in the outputs: \(g\) is its gradient by them, whatever the loss is.",
    source="torch",
)
