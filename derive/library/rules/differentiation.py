"""Rules of differentiation; f and g depend on x, and c, n do not."""

from functools import partial

from derive.records.entries import Rule

_rule = partial(Rule, kind="differentiation")
_small = partial(_rule, trivial=True)

ENTRIES = (
    _small("constant", sentence="a constant", formula=r"\partial_x c = 0"),
    _small(
        "letter", sentence="∂x/∂x = 1", formula=r"\partial_x x = 1, \quad \partial_{x_k} x_i = \delta_{ik}"
    ),
    _small(
        "linearity", sentence="term by term", formula=r"\partial_x (f \pm g) = \partial_x f \pm \partial_x g"
    ),
    _small("constant-factor", sentence="constant factor", formula=r"\partial_x (c f) = c \, \partial_x f"),
    _small("sum", sentence="term by term", formula=r"\partial_x \sum_i f_i = \sum_i \partial_x f_i"),
    _rule(
        "product",
        sentence="product rule",
        formula=r"\partial_x (f g) = f \, \partial_x g + g \, \partial_x f",
    ),
    _rule(
        "big-product",
        sentence="product rule for a product of symbolic length",
        formula=r"\partial_x \prod_i f_i = \sum_j \partial_x f_j \prod_{i \ne j} f_i",
    ),
    _rule(
        "quotient",
        sentence="quotient rule",
        formula=r"\partial_x \frac{f}{g} = \frac{g \, \partial_x f - f \, \partial_x g}{g^2}",
        when="g ≠ 0",
    ),
    _rule(
        "reciprocal",
        sentence="reciprocal rule",
        formula=r"\partial_x \frac{c}{g} = -\frac{c}{g^2} \, \partial_x g",
        when="g ≠ 0",
    ),
    _rule("power", sentence="power rule", formula=r"\partial_x f^n = n f^{n-1} \, \partial_x f"),
    _rule(
        "exponential",
        sentence="derivative of an exponential",
        formula=r"\partial_x c^g = c^g \log c \, \partial_x g",
        when="c > 0",
    ),
    _rule(
        "general-power",
        sentence="derivative of a power with a variable exponent",
        formula=r"\partial_x f^g = f^g \left( \log f \, \partial_x g + \frac{g}{f} \, \partial_x f \right)",
        when="f > 0",
    ),
    _rule("chain", sentence="chain rule", formula=r"\partial_x f(g) = f'(g) \, \partial_x g"),
    _rule(
        "cases",
        sentence="branch by branch, inside each branch",
        formula=r"\partial_x \{ f \text{ if } c \} = \{ \partial_x f \text{ if } c \}",
        when="not where one branch meets the next",
    ),
    _rule(
        "max",
        sentence="the derivative of the larger argument",
        formula=r"\partial_x \max(f, g) = \partial_x f \text{ if } f > g, \; \partial_x g \text{ if } g > f",
        when="f ≠ g",
    ),
    _rule(
        "abs",
        sentence="derivative of the absolute value",
        formula=r"\partial_x |f| = \frac{f}{|f|} \, \partial_x f",
        when="f ≠ 0",
    ),
)
