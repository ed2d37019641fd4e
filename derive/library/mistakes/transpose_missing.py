"""The transpose of … is missing, or stands where it should not."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="transpose-missing",
    slip="transpose-left-out",
    sentence="the transpose of {what} is missing, or stands where it should not",
    example=Example(
        asked="(A@B).T",
        answer="B@A.T",
        shapes=("A: n,n", "B: n,n"),
    ),
)
