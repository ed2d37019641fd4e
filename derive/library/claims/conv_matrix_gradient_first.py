"""The gradient by the first input."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-matrix.gradient-first",
    title="The gradient by the first input",
    model="conv-matrix",
    as_printed=r"\frac{\partial L}{\partial x_{11}} = \begin{bmatrix} \omega_1^{11} & 0 & \omega_1^{12} & 0 \end{bmatrix} \frac{\partial L}{\partial Y}",
    source="csce636-a2",
    place="5)",
    line=166,
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
        r"\frac{\partial L}{\partial Y}": "Q",
    },
    part_of="conv-matrix.gradient",
)
