"""… was taken as 0; the case of equal indices is missing."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="delta-as-zero",
    slip="delta-taken-as-zero",
    sentence="{what} was taken as 0; the case of equal indices is missing",
    example=Example(
        asked="D(p[i], z[k])",
        answer="-p[i]*p[k]",
        define=("p[i] = exp(z[i])/Sum(exp(z[j]), (j, 1, n))",),
        shapes=("z: n",),
    ),
)
