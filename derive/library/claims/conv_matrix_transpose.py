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
        r"\text{So, } B": r"\begin{bmatrix} w_{111} & 0 & w_{121} & 0 \\ w_{112} & w_{111} & w_{122} & w_{121} \\ w_{113} & w_{112} & w_{123} & w_{122} \\ 0 & w_{113} & 0 & w_{123} \\ w_{211} & 0 & w_{221} & 0 \\ w_{212} & w_{211} & w_{222} & w_{221} \\ w_{213} & w_{212} & w_{223} & w_{222} \\ 0 & w_{213} & 0 & w_{223} \end{bmatrix}",
        "A^T": r"\begin{bmatrix} w_{111} & w_{112} & w_{113} & 0 & w_{211} & w_{212} & w_{213} & 0 \\ 0 & w_{121} & w_{122} & w_{123} & 0 & w_{221} & w_{222} & w_{223} \\ w_{121} & w_{122} & w_{123} & 0 & w_{221} & w_{222} & w_{223} & 0 \\ 0 & w_{121} & w_{122} & w_{123} & 0 & w_{221} & w_{222} & w_{223} \end{bmatrix}^T",
        "B = A^T": r"\begin{bmatrix} w_{111} & 0 & w_{121} & 0 \\ w_{112} & w_{111} & w_{122} & w_{121} \\ w_{113} & w_{112} & w_{123} & w_{122} \\ 0 & w_{113} & 0 & w_{123} \\ w_{211} & 0 & w_{221} & 0 \\ w_{212} & w_{211} & w_{222} & w_{221} \\ w_{213} & w_{212} & w_{223} & w_{222} \\ 0 & w_{213} & 0 & w_{223} \end{bmatrix} = \begin{bmatrix} w_{111} & w_{112} & w_{113} & 0 & w_{211} & w_{212} & w_{213} & 0 \\ 0 & w_{111} & w_{112} & w_{113} & 0 & w_{211} & w_{212} & w_{213} \\ w_{121} & w_{122} & w_{123} & 0 & w_{221} & w_{222} & w_{223} & 0 \\ 0 & w_{121} & w_{122} & w_{123} & 0 & w_{221} & w_{222} & w_{223} \end{bmatrix}^T",
    },
    part_of="conv-matrix.gradient",
    remarks=("A as it is printed has the wrong weights in row 2; for the right A it is true.",),
)
