"""The first row."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-matrix.first-row",
    title="The first row",
    model="conv-matrix",
    as_printed=r"\begin{bmatrix} w_1'' & w_2'' & w_3'' & 0 & 0 & 0 & 0 \end{bmatrix}",
    source="csce636-a2",
    place="5)",
    line=149,
    as_meant=r"y'' = \begin{bmatrix} w_1'' & w_2'' & w_3'' & 0 & 0 & 0 & 0 & 0 \end{bmatrix} \begin{bmatrix} x_{11} \\ x_{12} \\ x_{13} \\ x_{14} \\ x_{21} \\ x_{22} \\ x_{23} \\ x_{24} \end{bmatrix} + \begin{bmatrix} 0 & 0 & 0 & 0 & w_1^{21} & w_2^{21} & w_3^{21} & 0 \end{bmatrix} \begin{bmatrix} x_{11} \\ x_{12} \\ x_{13} \\ x_{14} \\ x_{21} \\ x_{22} \\ x_{23} \\ x_{24} \end{bmatrix} = \begin{bmatrix} w_1'' & w_2'' & w_3'' & 0 & w_1^{21} & w_2^{21} & w_3^{21} & 0 \end{bmatrix} \begin{bmatrix} x_{11} \\ x_{12} \\ x_{13} \\ x_{14} \\ x_{21} \\ x_{22} \\ x_{23} \\ x_{24} \end{bmatrix}",
    notation={
        "w_1''": "w_{111}",
        "w_2''": "w_{112}",
        "w_3''": "w_{113}",
        "y''": "y_{11}",
        "w_1^{21}": "w_{211}",
        "w_2^{21}": "w_{212}",
        "w_3^{21}": "w_{213}",
        r"\begin{bmatrix} w_1'' & w_2'' & w_3'' & 0 & 0 & 0 & 0 \end{bmatrix}": r"\begin{bmatrix} w_{111} & w_{112} & w_{113} & 0 & 0 & 0 & 0 \end{bmatrix} = \begin{bmatrix} w_{111} & w_{112} & w_{113} & 0 & 0 & 0 & 0 & 0 \end{bmatrix}",
    },
    part_of="conv-matrix.matrix",
    remarks=("The first row vector has seven entries, the column it is multiplied by has eight.",),
)
