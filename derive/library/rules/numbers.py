"""Steps with numbers and with arrays that are written out."""

from functools import partial

from derive.records.entries import Rule

_rule = partial(Rule, kind="algebra")

ENTRIES = (
    _rule("values", sentence="the values put in", formula=""),
    _rule("rounded-values", sentence="the values put in, rounded", formula=""),
    _rule("entries", sentence="entry by entry", formula=""),
    _rule("gathered", sentence="as a product", formula=""),
    _rule("zeros-written", sentence="with terms 0 written out", formula=r"a = a + 0 \cdot b"),
    _rule(
        "out-of-floor",
        sentence="whole numbers out of the floor",
        formula=r"\lfloor a + n \rfloor = \lfloor a \rfloor + n",
        when="n an integer",
    ),
    _rule(
        "into-floor",
        sentence="a whole number into the floor",
        formula=r"\lfloor a \rfloor + n = \lfloor a + n \rfloor",
        when="n an integer",
    ),
    _rule("absolute-inside", sentence="the absolute value of a product", formula=r"|a b| = |a| |b|"),
    _rule("bounded-by", sentence="each by assumption", formula=""),
    _rule("digits", sentence="rounded to the digits shown", formula=""),
)
