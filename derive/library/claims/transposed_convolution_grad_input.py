"""∂L/∂x: a convolution with the same stride."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="transposed-convolution.grad-input",
    title="The gradient of a transposed convolution by its input",
    model="transposed-convolution",
    as_printed=r"\frac{\partial L}{\partial x_n} = \sum_{k=1}^{K} v_k g_{(n-1)S+(k-1)Q+1-P} [1 \le (n-1)S+(k-1)Q+1-P \le T]",
    source="dumoulin",
    place="section 4",
    remarks=(
        r"A convolution of \(g\) with stride \(S\), padding \(P\) and dilation \(Q\): the transpose of the transpose.",
    ),
)
