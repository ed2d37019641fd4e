"""ℓ_i = z_i − log Σ_j e^{z_j}."""

from derive.records.entries import Model

ENTRY = Model(
    id="log-softmax",
    title="Log-softmax",
    letters={
        "n": "size: the number of classes",
        "z": "real[n]: the scores (logits)",
        "i": "index 1..n",
        "j": "index 1..n",
        "k": "index 1..n",
    },
    equations=(
        r"p_i = \frac{e^{z_i}}{\sum_{j=1}^{n} e^{z_j}}",
        r"\ell_i = z_i - \log(\sum_{j=1}^{n} e^{z_j})",
    ),
    about="The logarithm of softmax probabilities, computed without dividing.",
)
