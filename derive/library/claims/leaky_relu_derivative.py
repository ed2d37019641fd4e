"""LeakyReLU′: 1 for x > 0, a for x < 0."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="leaky-relu.derivative",
    title="The derivative of leaky ReLU",
    model="leaky-relu",
    as_printed=r"\frac{d}{dx} \operatorname{LeakyReLU}(x, a) = \begin{cases} 1, & x > 0 \\ a, & x \le 0 \end{cases}",
    source="torch",
    place="torch.nn.LeakyReLU, differentiated",
    remarks=("At x = 0 the derivative exists only for a = 1.",),
)
