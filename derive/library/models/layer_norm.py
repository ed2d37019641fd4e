"""x̂ = (x − μ)/s over the entries of each sample (torch.nn.LayerNorm)."""

from derive.records.entries import Model

ENTRY = Model(
    id="layer-norm",
    title="Layer normalization",
    letters={
        "N": "size: the samples",
        "C": "size: the entries of each sample",
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
        r"m_n = \frac{1}{C} \sum_{c=1}^{C} x_{nc}",
        r"v_n = \frac{1}{C} \sum_{c=1}^{C} (x_{nc} - m_n)^2",
        r"s_n = \sqrt{v_n + \epsilon}",
        r"h_{nc} = \frac{x_{nc} - m_n}{s_n}",
        r"y_{nc} = \gamma_c h_{nc} + \beta_c",
        r"L = \sum_{n=1}^{N} \sum_{c=1}^{C} g_{nc} y_{nc}",
    ),
    assumptions=(r"\epsilon > 0",),
    about=r"Layer normalization gives each sample mean 0 and, but for \(\epsilon\), variance 1 over its entries. It does not depend on the rest of the batch, so that it works alike in training and in use, for any size of batch, and for sequences. PyTorch's LayerNorm over the last axis: one mean and one variance for each sample, so the statistics have the shape \(N\). The scale differs from entry to entry, so it stays inside the sums. \(L\) is the part of the loss that is linear in the outputs: \(g\) is its gradient by them, whatever the loss is.",
    source="torch",
)
