"""E_in(ω) = 1/N Σ_n (tanh(ωᵀx_n) − y_n)²."""

from derive.records.entries import Model

ENTRY = Model(
    id="perceptron",
    title="A tanh perceptron under the mean squared error",
    letters={
        "N": "size: the number of examples",
        "d": "size: the dimension of an input",
        "n": "index 1..N",
        "j": "index 1..d",
        "k": "index 1..d",
        "x": "real[N, d]: the inputs, one a row",
        "y": "real[N]: the targets",
        r"\omega": "real[d]: the weights",
        "E_{in}": "real: the error on the data",
    },
    equations=(
        r"s_n = \sum_{k=1}^{d} \omega_k x_{n,k}",
        r"E_{in} = \frac{1}{N} \sum_{n=1}^{N} (\tanh(s_n) - y_n)^2",
    ),
    about=r"A single unit with activation tanh, fitted to \(N\) examples by least squares. Where the weighted sum of the inputs is far from zero tanh is flat, and the gradient is small however wrong the answer: the unit is saturated, and learning stalls.",
)
