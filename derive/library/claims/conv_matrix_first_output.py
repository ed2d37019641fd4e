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
