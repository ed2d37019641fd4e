"""The slope of a tanh layer."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="backprop.tanh-slope",
    title="The slope of a tanh layer",
    model="backprop-layer",
    as_printed=r"\theta'(S^{(l)}) = [1 - x^{(l)} \otimes x^{(l)}]^{d(l)}",
    notation={
        r"\theta'(S^{(l)})": r"\frac{\partial x_i}{\partial S_i}",
        r"[1 - x^{(l)} \otimes x^{(l)}]^{d(l)}": "1 - x_i x_i",
    },
    source="csce636-a2",
    place="2)",
    line=57,
    part_of="backprop.recurrence",
)
