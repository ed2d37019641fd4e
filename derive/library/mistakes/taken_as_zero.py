"""What is asked for is not 0."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="taken-as-zero",
    slip="taken-as-zero",
    sentence="what is asked for is not 0",
    example=Example(
        asked="D(x*y, x)",
        answer="0",
    ),
)
