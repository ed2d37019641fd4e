"""∂E/∂w_j = Σ_n (y_n − t_n) φ_nj."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="logistic-regression.gradient",
    title="The gradient of logistic regression",
    model="logistic-regression",
    target=r"\frac{\partial E}{\partial w_j}",
    as_printed=r"\nabla E(\mathbf{w}) = \sum_{n=1}^{N} (y_n - t_n) \phi_n",
    notation={r"\nabla E(\mathbf{w})": r"\frac{\partial E}{\partial w_j}", r"\phi_n": r"\phi_{n,j}"},
    source="prml",
    place="§4.3.2, eq. (4.91)",
    words=("y", "t"),
    uses=("sigmoid.derivative",),
    remarks=("The vectors are read by their entry j.",),
)
