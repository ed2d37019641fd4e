"""The rounding … is missing or goes the other way."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="floor-left-out",
    slip="floor-left-out",
    sentence="the rounding {what} is missing or goes the other way",
    example=Example(
        asked="floor((785 - 2)/2) + 1",
        answer="(785 - 2)/2 + 1",
    ),
)
