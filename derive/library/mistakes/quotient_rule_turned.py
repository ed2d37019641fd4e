"""In the quotient rule for … the two terms are exchanged."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="quotient-rule-turned",
    slip="quotient-turned",
    sentence="in the quotient rule for {what} the two terms are exchanged",
    example=Example(
        asked="D(x^3/(x + 1) + x, x)",
        answer="(x^3 - 3*x^2*(x + 1))/(x + 1)^2 + 1",
    ),
)
