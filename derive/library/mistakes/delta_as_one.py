"""… was taken as 1."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="delta-as-one",
    slip="delta-taken-as-one",
    sentence="{what} was taken as 1",
    example=Example(
        asked="D(p[i], z[k])",
        answer="p[i]*(1 - p[k])",
        define=("p[i] = exp(z[i])/Sum(exp(z[j]), (j, 1, n))",),
        shapes=("z: n",),
    ),
)
