"""p_i = e^{z_i} / Σ_j e^{z_j}."""

from derive.records.entries import Model

ENTRY = Model(
    id="softmax",
    title="Softmax",
    letters={
        "n": "size: the number of classes",
        "z": "real[n]: the scores (logits)",
        "i": "index 1..n",
        "j": "index 1..n",
        "k": "index 1..n",
        "c": "real: a constant",
    },
    equations=(r"p_i = \frac{e^{z_i}}{\sum_{j=1}^{n} e^{z_j}}",),
    about=r"Softmax turns \(n\) scores into \(n\) probabilities: the exponentials make them positive, and dividing by their sum makes them add up to one. Only the differences between scores matter, and the largest score gets the largest share. It is the last layer of most classifiers, before a cross-entropy.",
)
