"""The inner derivative of … is missing (chain rule)."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="chain-rule",
    slip="inner-derivative-left-out",
    sentence="the inner derivative of {what} is missing (chain rule)",
    example=Example(
        asked="D(exp(-x^2), x)",
        answer="exp(-x^2)",
    ),
)
