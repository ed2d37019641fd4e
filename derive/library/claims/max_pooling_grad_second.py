"""The larger one gets it all."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="max-pooling.grad-second",
    title="The gradient of max pooling by the second place",
    model="max-pooling",
    as_printed=r"\frac{\partial L}{\partial x_{t2}} = g_t [x_{t2} > x_{t1}]",
    source="torch",
    place="MaxPool1d: the formula, differentiated",
    remarks=(
        r"Where \(x_{t1} = x_{t2}\) there is no derivative; PyTorch then sends nothing to the second place.",
    ),
)
