"""Sigmoids do not normalize."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax-choice.sigmoid-sum",
    title="Sigmoids do not normalize",
    model="softmax",
    as_printed=r"\text{Sigmoid is better suited for binary classification}",
    notation={
        r"\text{Sigmoid is better suited for binary classification}": r"\sum_{j=1}^{n} \frac{1}{1 + e^{-z_j}} = 1"
    },
    source="cse676-a1",
    place="1.5",
    part_of="softmax-choice.relu-sum",
    remarks=("Judged is that the outputs add up to 1. They do not.",),
)
