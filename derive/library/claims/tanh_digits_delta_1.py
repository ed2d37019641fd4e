"""The first sensitivities, from the printed digits."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-digits.delta-1",
    title="The first sensitivities, from the printed digits",
    model="tanh-digits",
    as_printed=r"\begin{bmatrix} 0.64 \\ 0.43 \end{bmatrix} \otimes \begin{bmatrix} 0.2 \\ 1 \\ -3 \end{bmatrix}^2 * -1.368 = \begin{bmatrix} 0.64 \\ 0.43 \end{bmatrix} \otimes \begin{bmatrix} -1.368 \\ 4.104 \end{bmatrix} = \begin{bmatrix} -0.87 \\ 1.76 \end{bmatrix}",
    source="csce636-a2",
    place="2)",
    line=67,
    part_of="tanh-network.delta-1",
    as_meant=r"\begin{bmatrix} 0.64 \\ 0.43 \end{bmatrix} \otimes \begin{bmatrix} 0.2 \\ 1 \\ -3 \end{bmatrix}^2 * -1.368 = \begin{bmatrix} 0.64 \\ 0.43 \end{bmatrix} \otimes \begin{bmatrix} -1.368 \\ 4.104 \end{bmatrix} = \begin{bmatrix} -0.88 \\ 1.76 \end{bmatrix}",
    notation={
        r"\begin{bmatrix} 0.2 \\ 1 \\ -3 \end{bmatrix}^2 * -1.368": r"(\begin{bmatrix} 1 \\ -3 \end{bmatrix} \cdot (-1.368))",
        r"\otimes": r"\odot",
    },
    remarks=("[·]² keeps the rows 1 and 2; −0.87552 is cut off, not rounded.",),
)
