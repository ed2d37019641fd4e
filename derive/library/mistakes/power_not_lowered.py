"""The exponent of … was not lowered by one."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="power-not-lowered",
    slip="power-not-lowered",
    sentence="the exponent of {what} was not lowered by one",
    example=Example(
        asked="D((x + 1)^3, x)",
        answer="3*(x + 1)^3",
    ),
)
