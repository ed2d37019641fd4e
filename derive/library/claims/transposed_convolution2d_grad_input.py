"""∂L/∂x."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="transposed-convolution2d.grad-input",
    title="The gradient by the input of a transposed convolution along two axes",
    model="transposed-convolution2d",
    as_printed=r"\frac{\partial L}{\partial x_{cpq}} = \sum_{f=1}^{F} \sum_{k=1}^{K} \sum_{m=1}^{M} v_{cfkm} g_{f,(p-1)S+(k-1)D+1-P,(q-1)R+(m-1)E+1-O} [1 \le (p-1)S+(k-1)D+1-P \le U] [1 \le (q-1)R+(m-1)E+1-O \le V]",
    source="torch",
    place="ConvTranspose2d: Shape, differentiated",
)
