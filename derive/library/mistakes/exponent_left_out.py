"""The exponent of … did not come down as a factor."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="exponent-left-out",
    slip="exponent-left-out",
    sentence="the exponent of {what} did not come down as a factor",
    example=Example(
        asked="D((x^2 + 1)^3, x)",
        answer="(x^2 + 1)^2*2*x",
    ),
)
