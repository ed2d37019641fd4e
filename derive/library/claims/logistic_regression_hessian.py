"""∂²E/∂w_j∂w_k = Σ_n y_n(1 − y_n) φ_nj φ_nk."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="logistic-regression.hessian",
    title="The Hessian of logistic regression",
    model="logistic-regression",
    target=r"\frac{\partial^2 E}{\partial w_j \partial w_k}",
    as_printed=r"\nabla \nabla E(\mathbf{w}) = \sum_{n=1}^{N} y_n (1 - y_n) \phi_n \phi_n^{\mathrm{T}}",
    notation={
        r"\nabla \nabla E(\mathbf{w})": r"\frac{\partial^2 E}{\partial w_j \partial w_k}",
        r"\phi_n": r"\phi_{n,j}",
        r"\phi_n^{\mathrm{T}}": r"\phi_{n,k}",
    },
    source="prml",
    place="§4.3.3, eq. (4.97)",
    words=("y",),
    uses=("logistic-regression.gradient",),
    remarks=("The matrix is read by its entry j, k.",),
)
