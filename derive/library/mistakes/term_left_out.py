"""The term … is missing."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="term-left-out",
    slip="term-left-out",
    sentence="the term {what} is missing",
    example=Example(
        asked="a*x^2 + c*x + d",
        answer="a*x^2 + d",
    ),
)
