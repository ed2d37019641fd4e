"""∇E = 2/N Σ_n (tanh(ωᵀx_n) − y_n)(1 − tanh²(ωᵀx_n)) x_n, read entry by entry."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="perceptron.gradient",
    title="The gradient of the perceptron's squared error",
    model="perceptron",
    target=r"\frac{\partial E_{in}}{\partial \omega_j}",
    as_printed=r"""\nabla E_{in}(\omega) &= \frac{\partial}{\partial \omega} \left( \frac{1}{N} \sum_{n=1}^N (\tanh(\omega^T x_n) - y_n)^2 \right) \\
 &= \frac{1}{N} \sum_{n=1}^N \frac{\partial}{\partial \omega} (\tanh(\omega^T x_n) - y_n)^2 \\
 &= \frac{1}{N} \sum_{n=1}^N 2(\tanh(\omega^T x_n) - y_n) \frac{\partial}{\partial \omega} (\tanh(\omega^T x_n)) \\
 &= \frac{2}{N} \sum_{n=1}^N (\tanh(\omega^T x_n) - y_n) (1 - (\tanh(\omega^T x_n))^2) \cdot \frac{\partial \omega^T x_n}{\partial \omega} \\
 &= \frac{2}{N} \sum_{n=1}^N (\tanh(\omega^T x_n) - y_n) (1 - \tanh^2(\omega^T x_n)) x_n""",
    notation={
        r"\partial \omega^T x_n": r"\partial s_n",
        r"\nabla E_{in}(\omega)": r"\frac{\partial E_{in}}{\partial \omega_j}",
        r"\omega^T x_n": "s_n",
        r"\partial \omega": r"\partial \omega_j",
        "x_n": "x_{n,j}",
    },
    source="csce636-a2",
    place="1), second display",
    line=21,
    words=("tanh", "s"),
    uses=("tanh.derivative",),
    remarks=("The vectors are read entry by entry: the gradient by its entry j, and ωᵀx_n is s_n.",),
)
