"""The bias … was forgotten."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="bias-forgotten",
    slip="bias-left-out",
    sentence="the bias {what} was forgotten",
    example=Example(
        asked="W*x + b",
        answer="W*x",
    ),
)
