"""The term … is missing."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="term-left-out",
    slip="term-left-out",
    sentence="the term {what} is missing",
    example=Example(
        asked="(32 - 5 + 2*1)/1 + 1",
        answer="29",
    ),
)
