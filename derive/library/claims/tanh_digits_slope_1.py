"""The first slopes, from the printed digits."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-digits.slope-1",
    title="The first slopes, from the printed digits",
    model="tanh-digits",
    as_printed=r"1 - \begin{bmatrix} 0.6^2 \\ 0.76^2 \end{bmatrix} = \begin{bmatrix} 0.64 \\ 0.43 \end{bmatrix}",
    source="csce636-a2",
    place="2)",
    line=65,
    part_of="tanh-network.slope-1",
    as_meant=r"1 - \begin{bmatrix} 0.6^2 \\ 0.76^2 \end{bmatrix} = \begin{bmatrix} 0.64 \\ 0.42 \end{bmatrix}",
    remarks=("1 − 0.76² is 0.4224; a 0.76 that was itself rounded would allow 0.415 to 0.430.",),
)
