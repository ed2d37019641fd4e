"""∂L/∂q."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="attention.grad-query",
    title="The gradient of attention by its query",
    model="attention",
    as_printed=r"\frac{\partial L}{\partial q_j} = \frac{1}{\sqrt{d}} \sum_{t=1}^{T} a_t \left( \sum_{k=1}^{m} g_k (V_{tk} - o_k) \right) K_{tj}",
    source="torch",
    place="scaled_dot_product_attention: the formula, differentiated",
    words=("a", "o"),
    uses=("attention.weights-by-query",),
)
