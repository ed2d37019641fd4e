"""The sum is missing: only one term of … was taken."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="sum-left-out",
    slip="sum-left-out",
    sentence="the sum is missing: only one term of {what} was taken",
    example=Example(
        asked="Sum(w[i]*x[i]*v[k], (i, 1, n))",
        answer="w[k]*x[k]*v[k]",
        shapes=("w: n", "x: n", "v: n"),
    ),
)
