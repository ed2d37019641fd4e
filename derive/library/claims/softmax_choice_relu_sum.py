"""ReLU does not normalize."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax-choice.relu-sum",
    title="ReLU does not normalize",
    model="softmax",
    as_printed=r"\text{ReLU does not normalize outputs to probabilities}",
    notation={r"\text{ReLU does not normalize outputs to probabilities}": r"\sum_{j=1}^{n} \max(z_j, 0) = 1"},
    source="cse676-a1",
    place="1.5",
    line=109,
    denied=True,
    remarks=("What is judged is that the outputs always add up to 1.",),
)
