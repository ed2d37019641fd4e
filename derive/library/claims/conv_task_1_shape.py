"""The shape 10 × 28 × 28."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.task-1-shape",
    title="The shape 10 × 28 × 28",
    model="known-sizes",
    as_printed=r"\text{The output size after first convolution layer is } 10\times28\times28",
    define=("N = floor((32 + 2*0 - 5)/1) + 1",),
    notation={
        r"\text{The output size after first convolution layer is }": r"\begin{bmatrix} 10 & N & N \end{bmatrix} =",
        r"10\times28\times28": r"\begin{bmatrix} 10 & 28 & 28 \end{bmatrix}",
    },
    source="cse676-a1",
    place="1.1",
    line=34,
    remarks=("One channel for each of the 10 filters.",),
)
