"""The gradient of the weights is an outer product."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="backprop.weight-gradient",
    title="The gradient of the weights is an outer product",
    model="backprop-weights",
    as_printed=r"\frac{\partial e}{\partial w^{(l)}} = x^{(l-1)} (s^{(l)})^T",
    notation={
        r"\frac{\partial e}{\partial w^{(l)}}": r"\frac{\partial E}{\partial w_{ij}}",
        "x^{(l-1)} (s^{(l)})^T": "X_i d_j",
    },
    source="csce636-a2",
    place="2)",
    line=77,
)
