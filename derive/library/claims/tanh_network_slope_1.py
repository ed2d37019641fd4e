"""The first slopes."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-network.slope-1",
    title="The first slopes",
    model="tanh-network",
    as_printed=r"\theta'(s^{(1)}) = \begin{bmatrix} 0.64 \\ 0.43 \end{bmatrix}",
    source="csce636-a2",
    place="2)",
    line=65,
    as_meant=r"\theta'(s^{(1)}) = \begin{bmatrix} 0.63 \\ 0.42 \end{bmatrix}",
    notation={r"\theta'(s^{(1)})": r"\theta^{(1)}"},
    remarks=("The slopes from tanh 0.7 = 0.6044… and tanh 1 = 0.7616….",),
)
