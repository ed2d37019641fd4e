"""The indices … are exchanged."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="indices-exchanged",
    slip="indices-exchanged",
    sentence="the indices {what} are exchanged",
    example=Example(
        asked="D(Sum(W[l,j]*u[l]*v[j], (l, 1, n), (j, 1, n)), W[i,k])",
        answer="u[k]*v[i]",
        shapes=("W: n,n", "u: n", "v: n"),
    ),
)
