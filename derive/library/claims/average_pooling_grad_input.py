"""Each place of a window gets the same share."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="average-pooling.grad-input",
    title="The gradient of average pooling",
    model="average-pooling",
    as_printed=r"\frac{\partial L}{\partial x_s} = \frac{1}{K} \sum_{t=1}^{T} g_t [1 \le s - (t-1)S \le K]",
    source="torch",
    place="AvgPool1d: the formula, differentiated",
    remarks=(r"Every window \(t\) that holds place \(s\) sends back \(g_t / K\).",),
)
