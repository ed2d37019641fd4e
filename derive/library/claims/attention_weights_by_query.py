"""∂a/∂q."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="attention.weights-by-query",
    title="The weights of attention by the query",
    model="attention",
    as_printed=r"\frac{\partial a_t}{\partial q_j} = \frac{a_t}{\sqrt{d}} \left( K_{tj} - \sum_{s=1}^{T} a_s K_{sj} \right)",
    source="torch",
    place="scaled_dot_product_attention: the formula, differentiated",
    words=("a",),
)
