"""It is off by one, at …."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="off-by-one",
    slip="one-off",
    sentence="it is off by one, at {what}",
    example=Example(
        asked="(64 - 3)/2 + 1",
        answer="(65 - 3)/2 + 1",
    ),
)
