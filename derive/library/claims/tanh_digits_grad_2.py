"""The gradient of layer 2, from the printed digits."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-digits.grad-2",
    title="The gradient of layer 2, from the printed digits",
    model="tanh-digits",
    as_printed=r"\begin{bmatrix} 1 \\ 0.6 \\ 0.76 \end{bmatrix} \begin{bmatrix} -1.368 \end{bmatrix} = \begin{bmatrix} -1.368 \\ -0.82 \\ -1.039 \end{bmatrix}",
    source="csce636-a2",
    place="2)",
    line=81,
    part_of="tanh-network.grad-2",
    notation={r"\begin{bmatrix} -1.368 \end{bmatrix}": "(-1.368)"},
    as_meant=r"\begin{bmatrix} 1 \\ 0.6 \\ 0.76 \end{bmatrix} \begin{bmatrix} -1.368 \end{bmatrix} = \begin{bmatrix} -1.368 \\ -0.82 \\ -1.040 \end{bmatrix}",
    remarks=("−1.03968 is cut off, not rounded.",),
)
