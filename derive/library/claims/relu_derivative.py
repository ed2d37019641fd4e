"""ReLU′: 1 for x > 0, 0 for x < 0."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="relu.derivative",
    title="The derivative of ReLU",
    model="relu",
    as_printed=r"\frac{d}{dx} \operatorname{ReLU}(x) = \begin{cases} 1, & x > 0 \\ 0, & x \le 0 \end{cases}",
    source="torch",
    place="torch.nn.ReLU, differentiated",
    remarks=("At x = 0 there is no derivative.",),
)
