"""In the quotient rule for … the denominator was not squared."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="quotient-rule-not-squared",
    slip="quotient-not-squared",
    sentence="in the quotient rule for {what} the denominator was not squared",
    example=Example(
        asked="D(x^3/(x + 1), x)",
        answer="(3*x^2*(x + 1) - x^3)/(x + 1)",
    ),
)
