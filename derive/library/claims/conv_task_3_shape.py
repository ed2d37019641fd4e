"""The shape 10 × 30 × 30."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.task-3-shape",
    title="The shape 10 × 30 × 30",
    model="known-sizes",
    as_printed=r"\text{The output size after first convolution layer is } 10\times30\times30",
    define=("N = floor((32 + 2*1 - 5)/1) + 1",),
    notation={
        r"\text{The output size after first convolution layer is }": r"\begin{bmatrix} 10 & N & N \end{bmatrix} =",
        r"10\times30\times30": r"\begin{bmatrix} 10 & 30 & 30 \end{bmatrix}",
    },
    source="cse676-a1",
    place="1.3",
    line=75,
    remarks=("One channel for each of the 10 filters.",),
)
