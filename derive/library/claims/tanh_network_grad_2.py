"""The gradient of layer 2."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-network.grad-2",
    title="The gradient of layer 2",
    model="tanh-network",
    as_printed=r"\frac{\partial e}{\partial w^{(2)}} : x^{(1)} (s^{(2)})^T = \begin{bmatrix} -1.368 \\ -0.82 \\ -1.039 \end{bmatrix}",
    source="csce636-a2",
    place="2)",
    line=81,
    as_meant=r"\frac{\partial e}{\partial w^{(2)}} : x^{(1)} (s^{(2)})^T = \begin{bmatrix} -1.350 \\ -0.82 \\ -1.028 \end{bmatrix}",
    notation={r"\frac{\partial e}{\partial w^{(2)}} : x^{(1)} (s^{(2)})^T": "G^{(2)}"},
    remarks=(
        "The network is run exactly, and rounded at the end; the document goes on with rounded numbers.",
    ),
)
