"""∂L/∂v."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="transposed-convolution2d.grad-kernel",
    title="The gradient by the kernel of a transposed convolution along two axes",
    model="transposed-convolution2d",
    as_printed=r"\frac{\partial L}{\partial v_{cfkm}} = \sum_{p=1}^{H} \sum_{q=1}^{W} x_{cpq} g_{f,(p-1)S+(k-1)D+1-P,(q-1)R+(m-1)E+1-O} [1 \le (p-1)S+(k-1)D+1-P \le U] [1 \le (q-1)R+(m-1)E+1-O \le V]",
    source="torch",
    place="ConvTranspose2d: Shape, differentiated",
)
