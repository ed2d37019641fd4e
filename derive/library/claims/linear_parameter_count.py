"""The parameters of a linear layer."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="linear.parameter-count",
    title="The parameters of a linear layer",
    model="linear-counts",
    as_printed=r"\text{number of activations in previous layer x number of activations in current layer + 1}",
    as_meant=r"\text{number of activations in previous layer x number of activations in current layer + number of activations in current layer}",
    notation={
        r"\text{number of activations in previous layer x number of activations in current layer + 1}": r"Q = p \times c + 1",
        r"\text{number of activations in previous layer x number of activations in current layer + number of activations in current layer}": r"Q = p \times c + c",
    },
    source="grad-problems",
    place="Problem 2",
    remarks=("Each node of the layer has a bias of its own.",),
)
