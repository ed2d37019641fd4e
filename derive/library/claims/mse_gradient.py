"""∂E/∂w_j = 2/N Σ_n (u_n − y_n) x_nj."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="mse.gradient",
    title="The gradient of the mean squared error",
    model="mse",
    as_printed=r"\frac{\partial E}{\partial w_j} = \frac{2}{N} \sum_{n=1}^{N} (u_n - y_n) x_{n,j}",
    source="dlbook",
    place="§5.1.4",
    words=("u", "y"),
)
