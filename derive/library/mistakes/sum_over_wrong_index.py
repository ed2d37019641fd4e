"""In the sum … the index that is summed over does not stand where it should."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="sum-over-wrong-index",
    slip="sum-over-wrong-index",
    sentence="in the sum {what} the index that is summed over does not stand where it should",
    example=Example(
        asked="exp(z[i])/Sum(exp(z[j]), (j, 1, n))",
        answer="exp(z[i])/Sum(exp(z[i]), (j, 1, n))",
        shapes=("z: n",),
    ),
)
