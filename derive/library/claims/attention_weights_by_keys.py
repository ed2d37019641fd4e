"""∂a/∂K."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="attention.weights-by-keys",
    title="The weights of attention by the keys",
    model="attention",
    as_printed=r"\frac{\partial a_t}{\partial K_{sj}} = \frac{q_j}{\sqrt{d}} a_t (\delta_{ts} - a_s)",
    source="torch",
    place="scaled_dot_product_attention: the formula, differentiated",
    words=("a",),
)
