"""B is the transpose of A."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-matrix.transpose",
    title="B is the transpose of A",
    model="conv-matrix",
    as_printed=r"\text{So, } B = A^T",
    source="csce636-a2",
    place="5)",
    line=172,
    as_meant="B = A^T",
    notation={
        r"\omega_1^{11}": "w_{111}",
        r"\omega_2^{11}": "w_{112}",
        r"\omega_3^{11}": "w_{113}",
        r"\omega_1^{12}": "w_{121}",
        r"\omega_2^{12}": "w_{122}",
        r"\omega_3^{12}": "w_{123}",
        r"\omega_1^{21}": "w_{211}",
        r"\omega_2^{21}": "w_{212}",
        r"\omega_3^{21}": "w_{213}",
        r"\omega_1^{22}": "w_{221}",
        r"\omega_2^{22}": "w_{222}",
        r"\omega_3^{22}": "w_{223}",
        r"\text{So, } B": r"\begin{bmatrix} w_{111} & 0 & w_{121} & 0 \\ w_{112} & w_{111} & w_{122} & w_{121} \\ w_{113} & w_{112} & w_{123} & w_{122} \\ 0 & w_{113} & 0 & w_{123} \\ w_{211} & 0 & w_{221} & 0 \\ w_{212} & w_{211} & w_{222} & w_{221} \\ w_{213} & w_{212} & w_{223} & w_{222} \\ 0 & w_{213} & 0 & w_{223} \end{bmatrix}",
        "A^T": r"\begin{bmatrix} w_{111} & w_{112} & w_{113} & 0 & w_{211} & w_{212} & w_{213} & 0 \\ 0 & w_{121} & w_{122} & w_{123} & 0 & w_{221} & w_{222} & w_{223} \\ w_{121} & w_{122} & w_{123} & 0 & w_{221} & w_{222} & w_{223} & 0 \\ 0 & w_{121} & w_{122} & w_{123} & 0 & w_{221} & w_{222} & w_{223} \end{bmatrix}^T",
        "B = A^T": r"\begin{bmatrix} w_{111} & 0 & w_{121} & 0 \\ w_{112} & w_{111} & w_{122} & w_{121} \\ w_{113} & w_{112} & w_{123} & w_{122} \\ 0 & w_{113} & 0 & w_{123} \\ w_{211} & 0 & w_{221} & 0 \\ w_{212} & w_{211} & w_{222} & w_{221} \\ w_{213} & w_{212} & w_{223} & w_{222} \\ 0 & w_{213} & 0 & w_{223} \end{bmatrix} = \begin{bmatrix} w_{111} & w_{112} & w_{113} & 0 & w_{211} & w_{212} & w_{213} & 0 \\ 0 & w_{111} & w_{112} & w_{113} & 0 & w_{211} & w_{212} & w_{213} \\ w_{121} & w_{122} & w_{123} & 0 & w_{221} & w_{222} & w_{223} & 0 \\ 0 & w_{121} & w_{122} & w_{123} & 0 & w_{221} & w_{222} & w_{223} \end{bmatrix}^T",
    },
    part_of="conv-matrix.gradient",
    remarks=("A as it is printed has the wrong weights in row 2; for the right A it is true.",),
)
