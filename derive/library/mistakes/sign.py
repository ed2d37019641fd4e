"""The sign is wrong."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="sign",
    slip="sign",
    sentence="the sign is wrong",
    example=Example(
        asked="D(cos(x), x)",
        answer="sin(x)",
    ),
)
