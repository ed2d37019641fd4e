"""E = −Σ_n (t_n log y_n + (1 − t_n) log(1 − y_n)), y_n = σ(wᵀφ_n)."""

from derive.records.entries import Model

ENTRY = Model(
    id="logistic-regression",
    title="Logistic regression",
    letters={
        "N": "size: the number of examples",
        "M": "size: the number of features",
        "n": "index 1..N",
        "j": "index 1..M",
        "k": "index 1..M",
        r"\phi": "real[N, M]: the features, one example a row",
        "t": "real[N]: the labels, 0 or 1",
        "w": "real[M]: the weights",
    },
    equations=(
        r"a_n = \sum_{k=1}^{M} w_k \phi_{n,k}",
        r"y_n = \sigma(a_n)",
        r"E = -\sum_{n=1}^{N} (t_n \log(y_n) + (1 - t_n) \log(1 - y_n))",
    ),
    about=r"The cross-entropy error of logistic regression over a data set: minus the logarithm of the probability of all labels, were each drawn with its own \(y_n\). Its gradient has the form of the gradient of least squares, error times feature, summed over the examples.",
)
