"""The slope at the output."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-network.output-slope",
    title="The slope at the output",
    model="tanh-network",
    as_printed=r"\theta'(S^{(1)}) = 1",
    source="csce636-a2",
    place="2)",
    line=49,
    as_meant=r"\theta'(S^{(3)}) = 1",
    notation={r"\theta'(S^{(1)})": r"\theta^{(1)}", r"\theta'(S^{(3)})": r"\frac{d t}{d t}"},
    letters={"t": "real: a signal"},
    remarks=("The output transformation is linear at layer 3, not at layer 1.",),
)
