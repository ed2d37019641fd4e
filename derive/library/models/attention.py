"""Attention of one query to T keys."""

from derive.records.entries import Model

ENTRY = Model(
    id="attention",
    title="Scaled dot-product attention",
    letters={
        "T": "size: the number of keys",
        "d": "size: the width of the query and of a key",
        "m": "size: the width of a value",
        "q": "real[d]: the query",
        "K": "real[T, d]: the keys",
        "V": "real[T, m]: the values",
        "g": "real[m]: the gradient that comes back",
        "t": "index 1..T",
        "s": "index 1..T",
        "j": "index 1..d",
        "k": "index 1..m",
    },
    equations=(
        r"e_t = \frac{1}{\sqrt{d}} \sum_{j=1}^{d} K_{tj} q_j",
        r"a_t = \frac{\exp(e_t)}{\sum_{s=1}^{T} \exp(e_s)}",
        r"o_k = \sum_{t=1}^{T} a_t V_{tk}",
        r"L = \sum_{k=1}^{m} g_k o_k",
    ),
    about=r"A query is compared with \(T\) keys, and the softmax of the scores \(e_t\) mixes the values. \(L\) is the part of the loss that is linear in the output: \(g\) is its gradient by it, whatever the loss is.",
    source="torch",
)
