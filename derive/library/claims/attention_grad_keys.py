"""∂L/∂K."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="attention.grad-keys",
    title="The gradient of attention by its keys",
    model="attention",
    as_printed=r"\frac{\partial L}{\partial K_{sj}} = \frac{1}{\sqrt{d}} a_s q_j \sum_{k=1}^{m} g_k (V_{sk} - o_k)",
    source="torch",
    place="scaled_dot_product_attention: the formula, differentiated",
    words=("a", "o"),
    uses=("attention.weights-by-keys",),
)
