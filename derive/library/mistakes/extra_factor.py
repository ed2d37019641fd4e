"""There is a factor … too many."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="extra-factor",
    slip="factor-too-many",
    sentence="there is a factor {what} too many",
    example=Example(
        asked="D((y - z)^2/2, y)",
        answer="2*(y - z)",
    ),
)
