"""The gradient of layer 3."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-network.grad-3",
    title="The gradient of layer 3",
    model="tanh-network",
    as_printed=r"\frac{\partial e}{\partial w^{(3)}} : x^{(2)} (s^{(3)})^T = \begin{bmatrix} -3.6 \\ 3.24 \end{bmatrix}",
    source="csce636-a2",
    place="2)",
    line=83,
    as_meant=r"\frac{\partial e}{\partial w^{(3)}} : x^{(2)} (s^{(3)})^T = \begin{bmatrix} -3.6 \\ 3.25 \end{bmatrix}",
    notation={r"\frac{\partial e}{\partial w^{(3)}} : x^{(2)} (s^{(3)})^T": "G^{(3)}"},
    remarks=("The network is run exactly: the unit is −0.9015…, not −0.9.",),
)
