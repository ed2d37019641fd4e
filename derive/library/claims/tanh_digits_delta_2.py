"""The second sensitivity, from the printed digits."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-digits.delta-2",
    title="The second sensitivity, from the printed digits",
    model="tanh-digits",
    as_printed=r"[0.19] \otimes \left[ \begin{bmatrix} 1 \\ 2 \end{bmatrix} * -3.6 \right]^1 = 0.19 \times 2 \times -3.6 = -1.368",
    source="csce636-a2",
    place="2)",
    line=63,
    part_of="tanh-network.delta-2",
    notation={
        r"\left[ \begin{bmatrix} 1 \\ 2 \end{bmatrix} * -3.6 \right]^1": r"(2 \cdot (-3.6))",
        "[0.19]": "0.19",
        r"\times -3.6": r"\times (-3.6)",
        r"\otimes": r"\cdot",
    },
    remarks=("[·]¹ keeps the rows from 1 on and drops row 0, the constant's.",),
)
