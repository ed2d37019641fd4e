"""The minus of … was lost."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="minus-dropped",
    slip="minus-dropped",
    sentence="the minus of {what} was lost",
    example=Example(
        asked="D(x^2 - exp(2*x), x)",
        answer="2*x + 2*exp(2*x)",
    ),
)
