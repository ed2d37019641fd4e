"""The gradient by the weights of the output."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv1d.grad-w",
    title="The gradient by the weights of the output",
    model="conv1d",
    as_printed=r"\frac{\partial R}{\partial w_i} = -2(y-z)h_i",
    source="cnn-a4",
    place="1 (b)",
    line=39,
    notation={"s": r"\sigma"},
)
