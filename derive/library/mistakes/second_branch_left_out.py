"""Only the first term of … was differentiated."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="second-branch-left-out",
    slip="first-term-only",
    sentence="only the first term of {what} was differentiated",
    example=Example(
        asked="D(x^3 + x*y + y, x)",
        answer="3*x^2",
    ),
)
