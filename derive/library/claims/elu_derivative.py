"""ELU′: 1 for x > 0, ELU(x) + a for x ≤ 0."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="elu.derivative",
    title="The derivative of ELU",
    model="elu",
    target=r"\frac{d}{dx} \operatorname{ELU}(x, a)",
    words=("elu", "a"),
    as_printed=r"f'(x) = \begin{cases} 1, & x > 0 \\ f(x) + \alpha, & x \le 0 \end{cases}",
    notation={
        "f'(x)": r"\frac{d}{dx} \operatorname{ELU}(x, a)",
        "f(x)": r"\operatorname{ELU}(x, a)",
        r"\alpha": "a",
    },
    source="elu",
    place="§3, eq. (15)",
    remarks=(r"At \(x = 0\) the derivative exists only for \(a = 1\).",),
)
