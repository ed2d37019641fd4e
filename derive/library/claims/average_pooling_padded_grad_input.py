"""Each place of a window gets the same share."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="average-pooling-padded.grad-input",
    title="The gradient of average pooling with padding",
    model="average-pooling-padded",
    as_printed=r"\frac{\partial L}{\partial x_s} = \frac{1}{K} \sum_{t=1}^{T} g_t [1 \le s - (t-1)S + P \le K]",
    source="torch",
    place="AvgPool1d: the formula, differentiated",
)
