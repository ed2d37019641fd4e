"""The derivative of the quotient … is not the quotient of the derivatives."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="quotient-of-derivatives",
    slip="quotient-of-derivatives",
    sentence="the derivative of the quotient {what} is not the quotient of the derivatives",
    example=Example(
        asked="D(sin(x)/(x^2 + 1), x)",
        answer="cos(x)/(2*x)",
    ),
)
