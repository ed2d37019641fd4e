"""The first output."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-matrix.first-output",
    title="The first output",
    model="conv-matrix",
    as_printed=r"y'' = \begin{bmatrix} w_1'' & w_2'' & w_3'' \end{bmatrix} \begin{bmatrix} x_{11} \\ x_{12} \\ x_{13} \end{bmatrix} + \begin{bmatrix} w_1^{21} & w_2^{21} & w_3^{21} \end{bmatrix} \begin{bmatrix} x_{21} \\ x_{22} \\ x_{23} \end{bmatrix}",
    source="csce636-a2",
    place="5)",
    line=147,
    notation={
        "w_1''": "w_{111}",
        "w_2''": "w_{112}",
        "w_3''": "w_{113}",
        "y''": "y_{11}",
        "w_1^{21}": "w_{211}",
        "w_2^{21}": "w_{212}",
        "w_3^{21}": "w_{213}",
    },
    part_of="conv-matrix.matrix",
    remarks=("Two primes are what is left of the superscript 11.",),
)
