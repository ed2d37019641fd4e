"""f = log Σ_j e^{z_j}."""

from derive.records.entries import Model

ENTRY = Model(
    id="logsumexp",
    title="Log-sum-exp",
    letters={
        "n": "size: the number of terms",
        "z": "real[n]",
        "i": "index 1..n",
        "j": "index 1..n",
        "k": "index 1..n",
        "c": "real: a constant",
    },
    equations=(r"f = \log(\sum_{j=1}^{n} e^{z_j})", r"p_i = \frac{e^{z_i}}{\sum_{j=1}^{n} e^{z_j}}"),
    about=r"A smooth maximum: it lies between the largest score and \(\log n\) above it. Its gradient is the softmax.",
)
