"""Values of tanh are no probabilities."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax-choice.tanh-nonnegative",
    title="Values of tanh are no probabilities",
    model="tanh",
    as_printed=r"\text{Tanh does not provide valid probability distributions.}",
    letters={"u": "real"},
    notation={r"\text{Tanh does not provide valid probability distributions.}": r"\tanh(u) \ge 0"},
    source="cse676-a1",
    place="1.5",
    line=111,
    denied=True,
    part_of="softmax-choice.relu-sum",
    remarks=("What is judged is that the values are never negative.",),
)
