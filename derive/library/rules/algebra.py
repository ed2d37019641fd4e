"""Rewritings of fractions, brackets, powers and exponentials; each with its name in both directions."""

from functools import partial

from derive.records.entries import Rule

_rule = partial(Rule, kind="algebra")
_small = partial(_rule, trivial=True)

ENTRIES = (
    _small(
        "tidy",
        sentence="factors 1 and terms 0 left out, signs to the front",
        formula=r"1 \cdot a = a, \; 0 + a = a",
    ),
    _small(
        "rearrange-signs",
        sentence="factors 1 and terms 0 left out, signs to the front",
        formula=r"1 \cdot a = a, \; 0 + a = a",
    ),
    _small("sign-inside", sentence="sign into the bracket", formula="-(a - b) = b - a"),
    _small("sign-outside", sentence="sign before the bracket", formula="b - a = -(a - b)"),
    _rule("cancel", sentence="cancel", formula=r"\frac{a c}{b c} = \frac{a}{b}", when="c ≠ 0"),
    _rule(
        "extend", sentence="multiply above and below", formula=r"\frac{a}{b} = \frac{a c}{b c}", when="c ≠ 0"
    ),
    _rule("collect", sentence="collect like terms", formula="a + b - a = b"),
    _rule("add-and-subtract", sentence="add and subtract", formula="b = a + b - a"),
    _rule("factor", sentence="take out the common factor", formula="a b + a c = a (b + c)"),
    _rule("multiply-out", sentence="multiply out", formula="a (b + c) = a b + a c"),
    _rule("expand", sentence="multiply out", formula="a (b + c) = a b + a c"),
    _rule("expand-and-collect", sentence="multiply out, collect like terms", formula=""),
    _rule("factor-out", sentence="factor", formula="a b + a c = a (b + c)"),
    _rule(
        "expand-below",
        sentence="multiply out the denominator",
        formula=r"\frac{a}{b (c + d)} = \frac{a}{b c + b d}",
    ),
    _rule(
        "factor-below",
        sentence="factor the denominator",
        formula=r"\frac{a}{b c + b d} = \frac{a}{b (c + d)}",
    ),
    _rule(
        "multiply-fractions",
        sentence="multiply the fractions",
        formula=r"\frac{a}{b} \cdot \frac{c}{d} = \frac{a c}{b d}",
    ),
    _rule(
        "separate-fractions",
        sentence="write as a product of fractions",
        formula=r"\frac{a c}{b d} = \frac{a}{b} \cdot \frac{c}{d}",
    ),
    _rule(
        "power-of-quotient",
        sentence="power of a quotient",
        formula=r"\left(\frac{a}{b}\right)^n = \frac{a^n}{b^n}",
    ),
    _rule(
        "quotient-of-powers",
        sentence="quotient of powers",
        formula=r"\frac{a^n}{b^n} = \left(\frac{a}{b}\right)^n",
    ),
    _rule(
        "common-denominator", sentence="common denominator", formula=r"\frac{a}{b} + c = \frac{a + c b}{b}"
    ),
    _rule("split-fraction", sentence="split the fraction", formula=r"\frac{a + c b}{b} = \frac{a}{b} + c"),
    _rule(
        "divide-out", sentence="split the fraction", formula=r"\frac{a + b}{c} = \frac{a}{c} + \frac{b}{c}"
    ),
    _rule(
        "over-one-stroke",
        sentence="over one denominator",
        formula=r"\frac{a}{c} + \frac{b}{c} = \frac{a + b}{c}",
    ),
    _rule(
        "clear-exponentials",
        sentence="multiply above and below by the exponential",
        formula=r"\frac{a}{b + c e^{-u}} = \frac{a e^{u}}{b e^{u} + c}",
    ),
    _rule(
        "divide-through",
        sentence="divide above and below by the exponential",
        formula=r"\frac{a e^{u}}{b e^{u} + c} = \frac{a}{b + c e^{-u}}",
    ),
    _rule("split-exponentials", sentence="exponential of a sum", formula="e^{a + b} = e^a e^b"),
    _rule("join-exponentials", sentence="product of exponentials", formula="e^a e^b = e^{a + b}"),
    _rule("add-exponents", sentence="product of exponentials", formula="e^a e^b = e^{a + b}"),
    _rule("separate-exponents", sentence="exponential of a sum", formula="e^{a + b} = e^a e^b"),
    _rule(
        "logarithm-laws",
        sentence="laws of the logarithm",
        formula=r"\log \frac{a}{b} = \log a - \log b, \quad \log e^a = a",
        when="a, b > 0",
    ),
    _rule(
        "join-logarithms",
        sentence="laws of the logarithm",
        formula=r"\log a - \log b = \log \frac{a}{b}, \quad a = \log e^a",
        when="a, b > 0",
    ),
    _rule(
        "join-logs",
        sentence="laws of the logarithm",
        formula=r"\log a - \log b = \log \frac{a}{b}",
        when="a, b > 0",
    ),
    _rule(
        "split-logs",
        sentence="laws of the logarithm",
        formula=r"\log \frac{a}{b} = \log a - \log b",
        when="a, b > 0",
    ),
    _rule(
        "roots",
        sentence="roots",
        formula=r"(\sqrt{a})^2 = a, \quad \sqrt{a b} = \sqrt{a} \sqrt{b}",
        when="a, b ≥ 0",
    ),
    _rule(
        "under-one-root",
        sentence="under one root",
        formula=r"\sqrt{a} \sqrt{b} = \sqrt{a b}",
        when="a, b ≥ 0",
    ),
    _rule(
        "inside-branches",
        sentence="inside each branch",
        formula="",
        when="not where one branch meets the next",
    ),
    _rule(
        "at-the-seams",
        sentence="the same inside each branch",
        formula="",
        when="not where one branch meets the next",
    ),
    *(
        _rule(
            name,
            sentence="written with brackets that are 1 where they hold, and 0 elsewhere",
            formula="",
            when="the conditions exclude one another",
        )
        for name in ("as-brackets", "as-choice")
    ),
    _rule("put-in", sentence="the values put in", formula=""),
    _rule("arithmetic", sentence="worked out", formula=""),
    _rule(
        "by-signs",
        sentence="for each sign, by what max and absolute value are",
        formula=r"|u| = u \text{ for } u \ge 0, \; -u \text{ for } u \le 0",
    ),
    _rule("rearrange", sentence="rearrange", formula=""),
    _rule("equal", sentence="by comparing both sides", formula=""),
)
