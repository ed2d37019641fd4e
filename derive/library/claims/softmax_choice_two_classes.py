"""For two classes softmax is a sigmoid."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax-choice.two-classes",
    title="For two classes softmax is a sigmoid",
    model="known-sizes",
    as_printed=r"\text{Sigmoid is better suited for binary classification}",
    letters={"a": "real: the score of the first class", "b": "real: the score of the second"},
    notation={
        r"\text{Sigmoid is better suited for binary classification}": r"\frac{e^a}{e^a + e^b} = \frac{1}{1 + e^{-(a - b)}}"
    },
    source="cse676-a1",
    place="1.5",
    line=110,
    part_of="softmax-choice.relu-sum",
)
