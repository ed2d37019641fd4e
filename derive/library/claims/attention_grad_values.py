"""∂L/∂V."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="attention.grad-values",
    title="The gradient of attention by its values",
    model="attention",
    as_printed=r"\frac{\partial L}{\partial V_{tk}} = a_t g_k",
    source="torch",
    place="scaled_dot_product_attention: the formula, differentiated",
    words=("a",),
)
