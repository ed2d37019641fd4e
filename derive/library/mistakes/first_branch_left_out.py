"""Only the last term of … was differentiated."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="first-branch-left-out",
    slip="last-term-only",
    sentence="only the last term of {what} was differentiated",
    example=Example(
        asked="D(exp(2*x) + x^3, x)",
        answer="3*x^2",
    ),
)
