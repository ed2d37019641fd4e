"""Each output's gradient goes to the place that it came from."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="max-pooling-windows.grad-input",
    title="The gradient of max pooling with any windows",
    model="max-pooling-windows",
    as_printed=r"\frac{\partial L}{\partial x_s} = \sum_{t=1}^{T} g_t [a_t = s]",
    source="torch",
    place="MaxPool1d: the formula, differentiated",
    remarks=("A place that is the largest of several windows gets the gradients of all of them.",),
)
