"""Length 4, window 3, two filters: 2 × 2."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-matrix.output-shape",
    title="Length 4, window 3, two filters: 2 × 2",
    model="known-sizes",
    as_printed=r"\text{Output-channel shape : } 2 \times 2",
    define=("N = floor((4 - 3)/1) + 1",),
    notation={
        r"\text{Output-channel shape : }": r"\begin{bmatrix} 2 & N \end{bmatrix} =",
        r"2 \times 2": r"\begin{bmatrix} 2 & 2 \end{bmatrix}",
    },
    source="csce636-a2",
    place="5)",
    line=139,
)
