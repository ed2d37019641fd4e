"""∂L/∂x: every window that holds the place sends back its share."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="convolution.grad-input",
    title="The gradient by the input",
    model="convolution",
    as_printed=r"\frac{\partial L}{\partial x_{cs}} = \sum_{f=1}^{F} \sum_{k=1}^{K} v_{fck} g_{f,s-k+1} [1 \le s-k+1 \le T]",
    source="torch",
    place="Conv1d: the formula, differentiated",
    remarks=(r"Input place \(s\) lies in the window of output place \(s - k + 1\), at position \(k\).",),
    about=r"Each input meets the kernel's weights at the windows that hold it, and collects what they send back.",
)
