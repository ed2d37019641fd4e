"""Rules for sums and Kronecker deltas."""

from functools import partial

from derive.records.entries import Rule

_rule = partial(Rule, kind="indices")

ENTRIES = (
    _rule("sift", sentence="δ picks one term of the sum", formula=r"\sum_j f_j \delta_{jk} = f_k"),
    _rule(
        "contract",
        sentence="the sum splits, and δ picks one term",
        formula=r"\sum_j (f_j \delta_{jk} + c \, g_j) = f_k + c \sum_j g_j",
    ),
    _rule(
        "take-out-term",
        sentence="one term taken out of the sum",
        formula=r"\sum_j f_j - f_i = \sum_{j \ne i} f_j",
    ),
    _rule("pull-out", sentence="constant factor out of the sum", formula=r"\sum_j c f_j = c \sum_j f_j"),
    _rule("push-in", sentence="factor into the sum", formula=r"c \sum_j f_j = \sum_j c f_j"),
    _rule("use-delta", sentence="δ makes the indices equal", formula=r"f_k \delta_{ik} = f_i \delta_{ik}"),
    _rule(
        "rename-by-delta", sentence="δ makes the indices equal", formula=r"f_i \delta_{ik} = f_k \delta_{ik}"
    ),
    _rule("split-sums", sentence="the sum split", formula=r"\sum_j (f_j + g_j) = \sum_j f_j + \sum_j g_j"),
    _rule("join-sums", sentence="the sums joined", formula=r"\sum_j f_j + \sum_j g_j = \sum_j (f_j + g_j)"),
    _rule(
        "sums-outside",
        sentence="multiply out, term by term in the sums",
        formula=r"\sum_i f_i \left(g_i - \sum_j h_{ij}\right) = \sum_i f_i g_i - \sum_i \sum_j f_i h_{ij}",
    ),
    _rule(
        "gather-sums",
        sentence="the sums gathered",
        formula=r"\sum_i f_i g_i - \sum_i \sum_j f_i h_{ij} = \sum_i f_i \left(g_i - \sum_j h_{ij}\right)",
    ),
    *(
        _rule(
            name,
            sentence="the sums interchanged",
            formula=r"\sum_{i=1}^{n} f_i \sum_{j=1}^{n} h_{ij} = \sum_{j=1}^{n} \sum_{i=1}^{n} f_i h_{ij}",
        )
        for name in ("interchange-sums", "sums-interchanged")
    ),
    *(
        _rule(name, sentence="a sum of equal terms", formula=r"\sum_{k=1}^{n} c = n c")
        for name in ("count-terms", "terms-counted")
    ),
    _rule(
        "decide-brackets",
        sentence="the bracket holds wherever δ is 1",
        formula=r"\delta_{es} \, [1 \le e \le N] = \delta_{es} \text{ for } s = 1, \dots, N",
    ),
    _rule(
        "brackets-put-in",
        sentence="a bracket that holds at every place",
        formula=r"f_j = f_j \, [1 \le j \le n] \text{ for } j = 1, \dots, n",
    ),
    *(
        _rule(
            name,
            sentence="equal factors gathered",
            formula=r"\prod_{k=1}^{n} c f_k = c^n \prod_{k=1}^{n} f_k",
        )
        for name in ("count-factors", "factors-counted")
    ),
    *(
        _rule(
            name,
            sentence="summed over the other index",
            formula=r"\sum_{j=1}^{n} f_j g_{i+1-j} [1 \le i + 1 - j \le n] = \sum_{k=1}^{n} g_k f_{i+1-k} [1 \le i + 1 - k \le n]",
        )
        for name in ("change-index", "index-changed")
    ),
    *(
        _rule(
            name,
            sentence="the sum read backwards",
            formula=r"\sum_{k=1}^{n} f_{n+1-k} = \sum_{k=1}^{n} f_k",
        )
        for name in ("reverse-sum", "sum-reversed")
    ),
    _rule(
        "case",
        sentence="in this case",
        formula=r"\delta_{ik} = 1 \text{ if } i = k, \; 0 \text{ if } i \ne k",
    ),
    _rule(
        "by-cases",
        sentence="by cases",
        formula=r"\delta_{ik} = 1 \text{ if } i = k, \; 0 \text{ if } i \ne k",
    ),
)
