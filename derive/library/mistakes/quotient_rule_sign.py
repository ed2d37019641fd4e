"""In the quotient rule for … there is a plus in place of the minus."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="quotient-rule-sign",
    slip="quotient-plus",
    sentence="in the quotient rule for {what} there is a plus in place of the minus",
    example=Example(
        asked="D(x^3/(x + 1), x)",
        answer="(3*x^2*(x + 1) + x^3)/(x + 1)^2",
    ),
)
