"""The derivative of the activation."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv1d.activation",
    title="The derivative of the activation",
    model="conv1d",
    as_printed="s'(x) = s(x)(1 - s(x))",
    source="cnn-a4",
    place="eq. (3)",
    line=20,
    part_of="conv1d.grad-v",
    letters={"t": "real: a signal"},
    notation={"s": r"\sigma", "s'(x)": r"\frac{d}{dt} \sigma(t)", "s(x)": r"\sigma(t)"},
)
