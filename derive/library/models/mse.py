"""E = 1/N Σ_n (ŷ_n − y_n)²."""

from derive.records.entries import Model

ENTRY = Model(
    id="mse",
    title="Mean squared error of a linear model",
    letters={
        "N": "size: the number of examples",
        "d": "size: the number of features",
        "n": "index 1..N",
        "j": "index 1..d",
        "k": "index 1..d",
        "x": "real[N, d]: the inputs, one a row",
        "y": "real[N]: the targets",
        "w": "real[d]: the weights",
    },
    equations=(r"u_n = \sum_{k=1}^{d} w_k x_{n,k}", r"E = \frac{1}{N} \sum_{n=1}^{N} (u_n - y_n)^2"),
    about=r"Least squares for a linear model: the mean of the squared residuals. Its gradient is a mean of the inputs, weighted by the residuals; where it is zero the normal equations hold.",
)
