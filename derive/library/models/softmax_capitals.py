"""Softmax in the capitals of a document: P_i = e^{Z_i} / Σ_j e^{Z_j}."""

from derive.records.entries import Model

ENTRY = Model(
    id="softmax-capitals",
    title="Softmax, in the letters Z and P",
    letters={
        "n": "size: the number of classes",
        "Z": "real[n]: the scores (logits)",
        "i": "index 1..n",
        "j": "index 1..n",
        "k": "index 1..n",
    },
    equations=(r"P_i = \frac{e^{Z_i}}{\sum_{j=1}^{n} e^{Z_j}}", r"SUM = \sum_{j=1}^{n} e^{Z_j}"),
    about=r"Softmax turns \(n\) scores into \(n\) probabilities.",
    notation={"Pi": "P_i", r"\mathrm{Pi}": "P_i"},
)
