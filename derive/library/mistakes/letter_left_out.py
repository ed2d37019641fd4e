"""The factor … is missing."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="letter-left-out",
    slip="letter-left-out",
    sentence="the factor {what} is missing",
    example=Example(
        asked="D(w*x*y, w)",
        answer="x",
    ),
)
