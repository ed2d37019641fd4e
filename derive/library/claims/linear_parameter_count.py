"""The parameters of a linear layer."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="linear.parameter-count",
    title="The parameters of a linear layer",
    model="linear-counts",
    as_printed=r"\text{number of activations in previous layer x number of activations in current layer + 1}",
    as_meant=r"(\text{activations in previous layer} + 1) \times \text{activations in current layer}",
    notation={
        r"\text{number of activations in previous layer x number of activations in current layer + 1}": r"Q = p \times c + 1",
        r"(\text{activations in previous layer} + 1) \times \text{activations in current layer}": r"Q = (p + 1) \times c",
    },
    source="grad-problems",
    place="Problem 2",
    line=38,
    remarks=("Each node of the layer has a bias of its own.",),
)
