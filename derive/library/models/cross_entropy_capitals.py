"""Cross-entropy in the capitals of a document."""

from derive.records.entries import Model

ENTRY = Model(
    id="cross-entropy-capitals",
    title="Cross-entropy, in the letters Z, P and Y",
    letters={
        "n": "size: the number of classes",
        "Z": "real[n]: the scores (logits)",
        "Y": "real[n]: the label",
        "i": "index 1..n",
        "j": "index 1..n",
        "m": "index 1..n",
    },
    equations=(r"P_i = \frac{e^{Z_i}}{\sum_{j=1}^{n} e^{Z_j}}", r"L = -\sum_{i=1}^{n} Y_i \log(P_i)"),
    about="The loss of a classifier that ends in a softmax.",
    notation={"Pi": "P_i"},
)
