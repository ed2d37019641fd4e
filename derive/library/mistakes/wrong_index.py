"""… are confused."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="wrong-index",
    slip="wrong-index",
    sentence="{what} are confused",
    example=Example(
        asked="D(p[i], z[k])",
        answer="p[i]*(delta(i,k) - p[i])",
        define=("p[i] = exp(z[i])/Sum(exp(z[j]), (j, 1, n))",),
        shapes=("z: n",),
    ),
)
