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
    line=110,
    denied=True,
    part_of="softmax-choice.relu-sum",
    remarks=("What is judged is that sigmoids of more than one score, each by itself, always add up to 1.",),
)
