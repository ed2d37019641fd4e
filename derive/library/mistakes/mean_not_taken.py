"""The mean was not taken: one divided by … is missing as a factor."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="mean-not-taken",
    slip="size-left-out",
    sentence="the mean was not taken: one divided by {what} is missing as a factor",
    example=Example(
        asked="D(L, b)",
        answer="Sum(2*(b - y[i]), (i, 1, n))",
        define=("L = Sum((b - y[i])^2, (i, 1, n))/n",),
        shapes=("y: n", "b: "),
    ),
)
