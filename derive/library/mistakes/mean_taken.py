"""One divided by … is a factor too many."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="mean-taken",
    slip="size-too-many",
    sentence="one divided by {what} is a factor too many",
    example=Example(
        asked="D(L, b)",
        answer="Sum(2*(b - y[i]), (i, 1, n))/n",
        define=("L = Sum((b - y[i])^2, (i, 1, n))",),
        shapes=("y: n", "b: "),
    ),
)
