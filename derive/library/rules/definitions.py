"""Steps that put a definition in, or fold an expression back into the word for it."""

from functools import partial

from derive.records.entries import Rule

_rule = partial(Rule, kind="definition")

ENTRIES = (
    _rule("definition", sentence="by definition", formula=""),
    _rule("unfold", sentence="by definition", formula=""),
    _rule("fold", sentence="by definition", formula=""),
    _rule("assumption", sentence="by assumption", formula=""),
    _rule("by-assumption", sentence="by assumption", formula=""),
    _rule("bracket", sentence="by assumption", formula=r"[c] = 1 \text{ where } c \text{ holds}"),
)
