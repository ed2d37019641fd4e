"""The factor … is missing."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="missing-factor",
    slip="factor-left-out",
    sentence="the factor {what} is missing",
    example=Example(
        asked="D(2*y*x, y)",
        answer="x",
    ),
)
