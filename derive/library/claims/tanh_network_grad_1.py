"""The gradient of layer 1."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-network.grad-1",
    title="The gradient of layer 1",
    model="tanh-network",
    as_printed=r"\frac{\partial e}{\partial w^{(1)}} : x^{(0)} (s^{(1)})^T = \begin{bmatrix} -0.87 & 1.76 \\ -1.74 & 3.52 \end{bmatrix}",
    source="csce636-a2",
    place="2)",
    line=79,
    as_meant=r"\frac{\partial e}{\partial w^{(1)}} : x^{(0)} (s^{(1)})^T = \begin{bmatrix} -0.86 & 1.70 \\ -1.71 & 3.40 \end{bmatrix}",
    notation={r"\frac{\partial e}{\partial w^{(1)}} : x^{(0)} (s^{(1)})^T": "G^{(1)}"},
    remarks=("What is wrong in the sensitivities of layer 1 is wrong here.",),
)
