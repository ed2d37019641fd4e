"""∂L/∂v."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="transposed-convolution.grad-kernel",
    title="The gradient of a transposed convolution by its kernel",
    model="transposed-convolution",
    as_printed=r"\frac{\partial L}{\partial v_k} = \sum_{n=1}^{N} x_n g_{(n-1)S+(k-1)Q+1-P} [1 \le (n-1)S+(k-1)Q+1-P \le T]",
    source="torch",
    place="ConvTranspose1d: the formula, differentiated",
)
