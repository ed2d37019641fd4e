"""∂L/∂x."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="convolution-grouped.grad-input",
    title="The gradient by the input, in groups",
    model="convolution-grouped",
    as_printed=r"\frac{\partial L}{\partial x_{ncs}} = \sum_{f=1}^{F} \sum_{k=1}^{K} v_{nfck} g_{n,f,s-k+1} [1 \le s-k+1 \le T]",
    source="torch",
    place="Conv1d, groups, differentiated",
    remarks=("A group sends back to its own channels only.",),
)
