"""L = −Σ_i y_i log p_i with p the softmax of z."""

from derive.records.entries import Model

ENTRY = Model(
    id="cross-entropy",
    title="Cross-entropy of a softmax",
    letters={
        "n": "size: the number of classes",
        "z": "real[n]: the scores (logits)",
        "y": "real[n]: the label, one-hot or a distribution",
        "i": "index 1..n",
        "j": "index 1..n",
        "k": "index 1..n",
    },
    equations=(r"p_i = \frac{e^{z_i}}{\sum_{j=1}^{n} e^{z_j}}", r"L = -\sum_{i=1}^{n} y_i \log(p_i)"),
    about=r"The loss of a classifier that ends in a softmax: minus the logarithm of the probability that it gives to the right class, or the mean of these where the labels are a distribution. To minimize the sum of such losses over a data set is to maximize its likelihood.",
)
