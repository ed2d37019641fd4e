"""The range of the sigmoid."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="sigmoid.range",
    title="The range of the sigmoid",
    model="sigmoid",
    as_printed=r"\text{The sigmoid function has a range of } [0, 1]",
    notation={r"\text{The sigmoid function has a range of } [0, 1]": r"0 \le \sigma(z) \le 1"},
    source="cnn-a4",
    place="3 (b)",
    line=86,
    remarks=("The values 0 and 1 are not reached.",),
)
