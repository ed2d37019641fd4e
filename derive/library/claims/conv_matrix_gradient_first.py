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
        r"\frac{\partial L}{\partial Y}": "Q",
    },
    part_of="conv-matrix.gradient",
)
