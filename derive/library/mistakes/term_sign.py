"""The sign of … is wrong."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="term-sign",
    slip="term-sign",
    sentence="the sign of {what} is wrong",
    example=Example(
        asked="D(1/(1 + exp(-z)), z)",
        answer="1/(1 + exp(-z))*(1 + 1/(1 + exp(-z)))",
    ),
)
